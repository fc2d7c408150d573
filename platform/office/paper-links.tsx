import { Space, Tag } from 'antd';
import { listPapersRoute, paperFileRoute } from '#platform/documents/contract.ts';
import { paperStateLabels, type PaperState } from '#platform/documents/life.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { addressOf, useApi } from './api.ts';
import { useSay } from './language.tsx';
import { Loaded } from './states.tsx';

/** A paper as it stands among the papers of a thing. */
export interface LinkedPaper {
  readonly id: number;
  readonly kindTitle: TextPair;
  readonly number: string | null;
  readonly state: PaperState;
}

/** Downloads of one paper. */
const Files = ({ id, number }: Pick<LinkedPaper, 'id' | 'number'>) => {
  const say = useSay();
  const name = number ?? say({ zh: '草稿', en: 'draft' });
  return (
    <Space>
      {(
        [
          ['pdf', 'PDF'],
          ['docx', 'Word'],
        ] as const
      ).map(([format, label]) => (
        <a
          key={format}
          href={addressOf(paperFileRoute, { params: { paperId: id }, query: { format } })}
          aria-label={say({ zh: `${label} 下载 ${name}`, en: `${label} of ${name}` })}
        >
          {label}
        </a>
      ))}
    </Space>
  );
};

const List = ({ papers }: { readonly papers: readonly LinkedPaper[] }) => {
  const say = useSay();
  if (papers.length === 0) return <p className="quiet">{say({ zh: '还没有文书。', en: 'No papers yet.' })}</p>;
  return (
    <ul className="paper-links">
      {papers.map((paper) => (
        <li key={paper.id}>
          <Space wrap>
            <a href={`/office/papers/${paper.id}`}>
              {say(paper.kindTitle)} {paper.number}
            </a>
            <Tag>{say(paperStateLabels[paper.state])}</Tag>
            <Files id={paper.id} number={paper.number} />
          </Space>
        </li>
      ))}
    </ul>
  );
};

/**
 * The papers about a thing, with number, state and downloads: a room hangs them into its page. Without a subject all that the reader sees:
 * for a firm, what went to it.
 */
export const PaperLinks = ({ subject, dataset }: { readonly subject?: string; readonly dataset: Dataset }) => {
  const papers = useApi(listPapersRoute, {
    query: { ...(subject === undefined ? {} : { subject }), dataset, limit: 200 },
  });
  return <Loaded query={papers}>{(data) => <List papers={data.rows} />}</Loaded>;
};
