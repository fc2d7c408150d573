import { Alert, Card, Space, Tag } from 'antd';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { daysLeftWords, formatDate, Loaded, Nothing, Section, useApi, useSpeech } from '#platform/office/index.ts';
import { type MyLicence, myLicences } from '../contracts/licences.ts';
import { licenceKindLabels } from '../licence.ts';
import { StandingTag } from './standing-tag.tsx';

/** What the holder can still do about a revocation, or waits for. */
const revocationWords = (
  { state, hearingUntil, daysLeft }: NonNullable<MyLicence['revocation']>,
  day: (on: string) => TextPair,
): TextPair => {
  const until = day(hearingUntil);
  if (state === 'hearing-requested')
    return pair('已要求听证，等待安排。', 'A hearing was asked for and is being arranged.');
  if (state === 'heard') return pair('已听证，等待决定。', 'It was heard; the decision is awaited.');
  return daysLeft === null
    ? pair(
        `听证申请期已于${until.zh}届满，等待决定。`,
        `The days for a hearing ended on ${until.en}; the decision is awaited.`,
      )
    : pair(
        `可在${until.zh}（含当日）前向告知书上的机关书面要求听证，还有 ${daysLeft} 天；不要求的，期满后作出决定。`,
        `Until ${until.en} a hearing may be asked for in writing at the authority of the notice, ${daysLeft} days left; if not, it decides afterwards.`,
      );
};

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
      {licence.cards.length > 0 && (
        <Alert
          className="below"
          type="warning"
          showIcon
          title={
            <>
              {licence.cards.map(({ number, issuedOn, category, from }) => (
                <div key={number}>
                  {say({
                    zh: `因${formatDate(issuedOn)}的黄牌警告 ${number}（${category}），自${formatDate(from)}起对该产品暂停使用。`,
                    en: `For the warning card ${number} of ${formatDate(issuedOn, language)} (${category}), suspended for this product from ${formatDate(from, language)}.`,
                  })}
                </div>
              ))}
            </>
          }
          description={say({
            zh: '黄牌和责令整改通知书由所在地质量监督机关送达，送达之前不在本页列出，整改期限也尚未起算；送达后列在“责令整改、停止销售”中，请在期限内整改、报告并申请复查。复查合格、黄牌解除的，暂停随即结束，不须另行申请。',
            en: 'The card and the order to rectify are served by the quality authority of your place; before that they are not listed here and no term runs. Once served they stand under the orders: rectify in time, report and apply for the re-check. Once it is passed the suspension ends by itself.',
          })}
        />
      )}
      {licence.revocation !== null && (
        <Alert
          className="below"
          type="warning"
          showIcon
          title={say({
            zh: `拟吊销该证，${formatDate(licence.revocation.servedOn)}已告知`,
            en: `Its revocation is proposed; you were told on ${formatDate(licence.revocation.servedOn, language)}`,
          })}
          description={say(revocationWords(licence.revocation, (on) => pair(formatDate(on), formatDate(on, language))))}
        />
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
