import { AutoComplete, Input, type InputRef } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { call, useMay, useSay } from '#platform/office/index.ts';
import { datasetLabel } from '#foundation/dataset.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';

/** Finds a firm from anywhere: name, part of a name, pinyin initials, credit code. Ctrl K leads here. */
export const SearchBox = () => {
  const say = useSay();
  const navigate = useNavigate();
  const may = useMay('enterprises.read');
  const input = useRef<InputRef>(null);
  const [words, setWords] = useState('');
  const q = useDeferredValue(words.trim());
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => call(searchEnterprises, { query: { q } }),
    enabled: may && [...q].length >= 2,
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        input.current?.focus();
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (!may) return null;
  const tooGeneral = found.data?.tooGeneral === true;
  const nothing = tooGeneral
    ? say({ zh: '符合的太多，请多输入几个字', en: 'Too many match; type more' })
    : say({
        zh: '没有查到。可减少字数，或输入拼音首字母、统一社会信用代码。',
        en: 'Nothing found. Try fewer words, pinyin initials or the credit code.',
      });
  return (
    <AutoComplete
      className="office-search"
      value={words}
      onChange={(value: string) => setWords(value)}
      onSelect={(value: string) => {
        setWords('');
        void navigate({ to: `/enterprises/${value}` });
      }}
      notFoundContent={[...q].length < 2 || found.isFetching ? null : nothing}
      options={(found.data?.items ?? []).map((item) => ({
        value: String(item.id),
        label: (
          <>
            {item.name} <span className="quiet">{item.creditCode ?? say(datasetLabel[item.dataset])}</span>
          </>
        ),
      }))}
    >
      <Input
        ref={input}
        allowClear
        aria-label={say({ zh: '查找企业', en: 'Find an enterprise' })}
        placeholder={say({
          zh: '企业名称、拼音首字母、信用代码（Ctrl K）',
          en: 'Name, initials or credit code (Ctrl K)',
        })}
      />
    </AutoComplete>
  );
};
