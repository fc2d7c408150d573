import { createRequire } from 'node:module';
import type { Services } from '#platform/operation/types.ts';
import type { Face } from './layout/index.ts';

/** What a deployment may set about its papers. */
export interface PaperSettings {
  /** Font files (.ttf, .otf): 仿宋 of the text, 小标宋 of titles. */
  readonly bodyFont?: string | undefined;
  readonly titleFont?: string | undefined;
  /** Under which address the public reaches the portal; the code on a paper leads there. */
  readonly publicAddress?: string | undefined;
}

const require = createRequire(import.meta.url);
const packaged = (file: string): string => require.resolve(`@expo-google-fonts/noto-serif-sc/${file}`);

export type FontFiles = Readonly<Record<Face, string>>;

/** The font files of this deployment: its own, or Noto Serif SC. */
export const fontFiles = ({ papers }: Pick<Services, 'papers'>): FontFiles => ({
  body: papers?.bodyFont ?? packaged('400Regular/NotoSerifSC_400Regular.ttf'),
  title: papers?.titleFont ?? packaged('700Bold/NotoSerifSC_700Bold.ttf'),
});

/** Address of the page on which a paper is verified. */
export const verificationAddress = ({ papers }: Pick<Services, 'papers'>, code: string): string =>
  `${(papers?.publicAddress ?? 'http://127.0.0.1:8200').replace(/\/+$/, '')}/papers/${code}`;
