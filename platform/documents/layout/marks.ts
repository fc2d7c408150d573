import type { LocalDate } from '#foundation/local-date.ts';
import type { PaperContent } from '../paper-content.ts';

/** `body` stands for 仿宋, `title` for 小标宋 and 黑体. */
export type Face = 'body' | 'title';
export type Colour = 'black' | 'red' | 'grey';

/** Width of a text in parts of the size of its letters. */
export type Measure = (text: string, face: Face) => number;

/** What is drawn. Points of 1/72 inch from the upper left corner of the page; `y` of a text is its baseline. */
export type Mark =
  | {
      readonly mark: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly face: Face;
      readonly size: number;
      /** Added after each character. */
      readonly spacing: number;
      readonly colour: Colour;
    }
  | {
      readonly mark: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly width: number;
      readonly colour: Colour;
    }
  | { readonly mark: 'shade'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** The two-dimensional code that leads to the page of verification. */
  | { readonly mark: 'code'; readonly x: number; readonly y: number; readonly size: number };

export type LaidPage = readonly Mark[];

/** A paper with everything that is printed on it. */
export interface PaperSheet {
  readonly layout: 'letter' | 'form';
  readonly authority: string;
  /** Empty while it is a draft. */
  readonly number: string | null;
  readonly issuedOn: LocalDate | null;
  readonly content: PaperContent;
  readonly code: string | null;
  /** Address of the page of verification. */
  readonly verifyAt: string | null;
  /** Printed at the head of every page: what is made up, and what is a draft, says so. */
  readonly notice: string;
}

export const millimetres = (length: number): number => (length * 72) / 25.4;
export const pageSize = { width: millimetres(210), height: millimetres(297) } as const;

/** A line of text whose letters stand in the middle of a band of the given height. */
export const baseline = (top: number, height: number, size: number): number => top + height / 2 + size * 0.38;
