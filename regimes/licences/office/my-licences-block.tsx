import { Card, Space, Tag } from 'antd';
import { daysLeftWords, formatDate, Loaded, Nothing, Section, useApi, useSpeech } from '#platform/office/index.ts';
import { type MyLicence, myLicences } from '../contracts/licences.ts';
import { licenceKindLabels } from '../licence.ts';
import { StandingTag } from './standing-tag.tsx';

const LicenceCard = ({ licence }: { readonly licence: MyLicence }) => {
  const { say, language } = useSpeech();
  return (
    <Card size="small" className="above">
      <Space wrap>
        <strong>
          {say(licenceKindLabels[licence.kind])} {licence.number}
        </strong>
        <StandingTag standing={licence.standing} />
        {licence.daysLeft !== null && <Tag>{say(daysLeftWords(licence.daysLeft))}</Tag>}
      </Space>
      <div className="quiet">
        {licence.products.join('、')} · {licence.issuer}
      </div>
      <div>
        {say({
          zh: `有效期至${formatDate(licence.validUntil)}`,
          en: `Valid until ${formatDate(licence.validUntil, language)}`,
        })}
        {licence.daysLeft !== null &&
          say({
            zh: '。届满后不得再凭该证生产、销售；继续使用的，请向发证方申请延续。',
            en: '. Afterwards nothing may be made or sold under it; to go on, apply to its issuer for the renewal.',
          })}
      </div>
      {licence.held.length > 0 && (
        <div>{say({ zh: `暂停使用：${licence.held.join('、')}`, en: `Suspended for ${licence.held.join(', ')}` })}</div>
      )}
    </Card>
  );
};

/** What the firm holds: how each stands today, and what runs out soon first. */
const MyLicencesBlock = () => {
  const { say } = useSpeech();
  const query = useApi(myLicences);
  return (
    <Section title={say({ zh: '许可证和认证证书', en: 'Licences and certificates' })}>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing
              why={{ zh: '没有登记贵企业的许可证或认证证书。', en: 'No licence or certificate of yours is on record.' }}
            />
          ) : (
            rows
              .toSorted((one, other) => (one.daysLeft ?? Infinity) - (other.daysLeft ?? Infinity))
              .map((licence) => <LicenceCard key={licence.id} licence={licence} />)
          )
        }
      </Loaded>
    </Section>
  );
};
export default MyLicencesBlock;
