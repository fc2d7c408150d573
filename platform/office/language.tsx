import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { TextPair } from '#foundation/text-pair.ts';

export type Language = 'zh' | 'en';

interface Speech {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  /** Says a pair in the language of the screen. */
  readonly say: (words: TextPair) => string;
}

const storageKey = 'zhijian.language';
const SpeechContext = createContext<Speech | undefined>(undefined);

export const rememberedLanguage = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh');

/** Chinese first; the choice is remembered on the device and sent with each request. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, remember] = useState<Language>(rememberedLanguage);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage: (next) => {
        localStorage.setItem(storageKey, next);
        document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
        remember(next);
      },
      say: (words) => words[language],
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
};

export const useSpeech = (): Speech => {
  const speech = use(SpeechContext);
  if (speech === undefined) throw new Error('useSpeech outside of LanguageProvider');
  return speech;
};

/** Words in the language of the screen, for columns and the like that stand outside of a component. */
export const Say = ({ words }: { readonly words: TextPair }): string => useSpeech().say(words);

/** Shorthand: `const say = useSay(); say({ zh: '导出', en: 'Export' })`. */
export const useSay = () => useSpeech().say;
