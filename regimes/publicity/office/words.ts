import type { TextPair } from '#foundation/text-pair.ts';
import { type BulletinAct, bulletinProcess } from '../bulletin.ts';

/** The acts on a bulletin as its buttons say them. */
export const bulletinActLabels = Object.fromEntries(
  Object.entries(bulletinProcess.acts).map(([verb, { label }]) => [verb, label]),
) as Readonly<Record<BulletinAct, TextPair>>;
