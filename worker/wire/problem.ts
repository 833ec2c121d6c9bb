/** RFC 9457 problem details, served as `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** What in the request was wrong: RFC 6901 pointers into the body. */
  errors?: { pointer: string; detail: string }[];
  /** Of `quota-exceeded`: names of the limits, as `RateLimit-Policy` has them. */
  "violated-policies"?: string[];
  request_id?: string;
}
