import { Collapse } from 'antd';
import { printedCitation } from '#foundation/citation.ts';
import type { Grounds } from '#foundation/grounds.ts';
import { listLaw } from '#platform/law/contract.ts';
import { useApi } from './api.ts';
import { useSay } from './language.tsx';
import { valueInWords } from './value-in-words.ts';

/** The clauses and the parameters of the day, the values by their names. */
const Basis = ({ grounds }: { readonly grounds: Grounds }) => {
  const say = useSay();
  const law = useApi(listLaw);
  const wordsOf = (key: string) => law.data?.parameters.find((line) => line.key === key)?.words ?? {};
  return (
    <ul>
      {grounds.citations.map((citation) => (
        <li key={printedCitation(citation).zh}>{say(printedCitation(citation))}</li>
      ))}
      {law.isFetched &&
        grounds.parameters.map((parameter) => (
          <li key={parameter.key}>
            {say(parameter.title)}：{valueInWords(parameter.value, wordsOf(parameter.key), say)}
            {parameter.unit && say(parameter.unit)}（{say(parameter.source)}
            {!parameter.confirmed && say({ zh: '，未经核对原文', en: ', text not confirmed' })}）
          </li>
        ))}
    </ul>
  );
};

/** Why: one paragraph in plain words; the clause, the facts and the parameters behind it on demand. */
export const GroundsView = ({ grounds }: { readonly grounds: Grounds }) => {
  const say = useSay();
  return (
    <div className="grounds">
      <p>{say(grounds.explanation)}</p>
      <Collapse
        size="small"
        ghost
        items={[
          {
            key: 'facts',
            label: say({ zh: `事实（${grounds.facts.length}）`, en: `Facts (${grounds.facts.length})` }),
            children: (
              <ol>
                {grounds.facts.map((fact) => (
                  <li key={fact.ref ?? fact.text.zh}>{say(fact.text)}</li>
                ))}
              </ol>
            ),
          },
          {
            key: 'basis',
            label: say({ zh: '依据与参数', en: 'Basis and parameters' }),
            children: <Basis grounds={grounds} />,
          },
        ]}
      />
    </div>
  );
};
