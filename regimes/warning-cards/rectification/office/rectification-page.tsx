import { Space, Tag } from 'antd';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { pair } from '#foundation/text-pair.ts';
import { ActsBar, EventTimeline, Loaded, NextAct, Page, PaperLinks, ProblemNotice, Section, ServiceForm, useApi, useMay, useSay } from '#platform/office/index.ts'; // prettier-ignore
import {
  getRectification,
  myRectification,
  rectificationActs,
  type RectificationDetail,
  takeAnnouncementDown,
} from '../contract.ts';
import { announcementProcess } from '../announcement.ts';
import {
  rectificationProcess,
  type RectificationState,
  type RectificationVerb,
  rectificationVerbs,
  stepLabels,
} from '../rectification.ts';
import { bodyOf, consequenceOf, fieldsOf } from './act-fields.ts';
import { ActForm } from './act-form.tsx';
import { Followers } from './followers.tsx';
import { RectificationFacts } from './rectification-facts.tsx';
import { useAnyAct } from './use-any-act.ts';
import { daysWords } from './words.ts';

const labels = Object.fromEntries(rectificationVerbs.map((verb) => [verb, rectificationProcess.acts[verb].label])) as Record<RectificationVerb, { zh: string; en: string }>; // prettier-ignore

/** The act that leads on from a state. */
const mainActs: Readonly<Partial<Record<RectificationState, RectificationVerb>>> = {
  rectifying: 'answer',
  overdue: 'arrange',
  refused: 'arrange',
  answered: 'confirm-visit',
  'to-recheck': 'arrange',
  failed: 'propose-step',
  proposed: 'decide-step',
  announced: 'arrange',
  paused: 'resume',
};

const Acts = ({ thing }: { readonly thing: RectificationDetail }) => {
  const say = useSay();
  const act = useAnyAct();
  const service = useAnyAct();
  const [asked, setAsked] = useState<RectificationVerb>();
  const ask = (verb?: RectificationVerb) => {
    act.reset();
    setAsked(verb);
  };
  const params = { rectificationId: thing.id };
  const take = (verb: RectificationVerb, values: Readonly<Record<string, unknown>>) =>
    act.mutateAsync({ contract: rectificationActs[verb], params, body: bodyOf(verb, thing.version, values) });
  // Service has a form of its own; what asks for more than a reason opens one.
  const offered = thing.acts.filter(({ act: verb }) => verb !== 'serve');
  const serves = thing.acts.find(({ act: verb, refusal }) => verb === 'serve' && refusal === null);
  const fields = asked && fieldsOf(asked, thing, say);
  return (
    <>
      {service.error && !serves && <ProblemNotice problem={service.error} />}
      <ActsBar
        acts={offered}
        labels={labels}
        main={mainActs[thing.state] ?? null}
        consequence={(verb) => consequenceOf(verb, thing)}
        pending={act.isPending}
        onAct={(verb, reason) => take(verb, reason === '' ? {} : { reason })}
        onOpen={(verb) => {
          const opens = fieldsOf(verb, thing, say) !== undefined;
          if (opens) ask(verb);
          return opens;
        }}
      />
      {serves && (
        <ServiceForm
          consequence={pair(
            '登记后，整改期限从送达生效日起算，不能撤回。请核对日期和凭据。',
            'From the effective day the term to rectify runs, and this can’t be undone. Check the day and the proof.',
          )}
          problem={service.error}
          pending={service.isPending}
          onServe={(how) => service.mutate({ contract: rectificationActs.serve, params, body: { version: thing.version, service: how } })}
        />
      )}
      {asked && fields && (
        <ActForm
          title={say(labels[asked])}
          consequence={consequenceOf(asked, thing)}
          fields={fields}
          problem={act.error}
          pending={act.isPending}
          onClose={() => ask()}
          onDo={(values) =>
            void take(asked, values).then(
              () => ask(),
              () => undefined,
            )
          }
        />
      )}
    </>
  );
}; // prettier-ignore

/** The announcement may be taken down before its time, with reasons. */
const AnnouncementActs = ({ thing }: { readonly thing: RectificationDetail }) => {
  const act = useAnyAct();
  if (thing.announcement === null || thing.announcement.acts.length === 0) return null;
  return (
    <ActsBar
      acts={thing.announcement.acts}
      labels={{ 'take-down': announcementProcess.acts['take-down'].label }}
      main={null}
      consequence={() =>
        pair(
          '公告从公众网站、开放数据和订阅中撤下，原处注明公布和撤下的日期及原因，不再显示企业名称；不能恢复。文书和整改不受影响。',
          'The announcement leaves portal, open data and feed; its place says from when until when it stood and why, without naming the firm. It can’t be put back. Paper and rectification stay as they are.',
        )
      }
      pending={act.isPending}
      onAct={(_, why) =>
        act.mutateAsync({
          contract: takeAnnouncementDown,
          params: { rectificationId: thing.id },
          body: { version: thing.version, reason: why },
        })
      }
    />
  );
};

/** One rectification: what comes next, its facts, sellers, departments, enforcement, what happened. Officials and the firm itself see it. */
const RectificationPage = () => {
  const say = useSay();
  const official = useMay('warning-cards.read');
  const { id } = useParams({ strict: false }) as { readonly id: string };
  const query = useApi(official ? getRectification : myRectification, { params: { rectificationId: id } });
  return (
    <Loaded query={query}>
      {(thing) => {
        const left = daysWords(thing.daysLeft);
        return (
          <Page
            title={`${say(pair('整改', 'Rectification'))} ${thing.firm.name}`}
            state={
              <Space wrap>
                {thing.step === 'overhaul' || thing.step === 'revocation' ? (
                  <Tag color="red">{say(stepLabels[thing.step])}</Tag>
                ) : (
                  <Tag>{say(stepLabels[thing.step])}</Tag>
                )}
                <Tag>{say(rectificationProcess.states[thing.state])}</Tag>
                {left !== null && <Tag color={(thing.daysLeft ?? 0) < 0 ? 'red' : undefined}>{say(left)}</Tag>}
              </Space>
            }
          >
            <NextAct next={thing.next} />
            <Acts thing={thing} />
            <RectificationFacts thing={thing} />
            <AnnouncementActs thing={thing} />
            <Followers thing={thing} />
            <Section title={say(pair('文书', 'Papers'))}>
              <PaperLinks subject={`rectification/${thing.id}`} dataset={thing.dataset} />
            </Section>
            <Section title={say(pair('经过', 'What happened'))}>
              <EventTimeline events={thing.events} />
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
};
export default RectificationPage;
