/** What its receiver passes on to another object, together with what others sent. */
export interface Passed<To extends string = string, Body = unknown> {
  passOn: To;
  body: Body;
}
