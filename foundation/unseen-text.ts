/**
 * Control characters but for tabs and ends of lines, and those that turn the direction of writing: on a public page the latter let a text read
 * otherwise than it is stored.
 */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Whether a text holds what a person who reads it can't see. */
export const holdsUnseen = (text: string): boolean => text.search(unseen) !== -1;

/** The text as a person sees it. */
export const withoutUnseen = (text: string): string => text.replace(unseen, '');
