export const OUTPUT: URL;
export function channelLists(sources: {
  searchEngines: string;
  socials: string;
  assistants: string;
  ga4: string;
}): string;
export function expectedModule(): string;
