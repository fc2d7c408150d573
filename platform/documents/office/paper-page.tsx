import { useParams } from '@tanstack/react-router';
import { Alert, Button, Descriptions, Input, Modal, Space, Steps, Tag } from 'antd';
import { useState } from 'react';
import { mannerLabels, proofWords } from '#foundation/service.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { ActsBar, addressOf, EventTimeline, FileField, formatDate, Loaded, NextAct, Page, PaperLinks, ProblemNotice, Section, ServiceForm, useAct, useApi, useSay } from '#platform/office/index.ts'; // prettier-ignore
import { actOnPaperRoute, getPaperRoute, paperFileRoute, paperScanRoute, scanPaperRoute, servePaperRoute, type PaperDetail } from '../contract.ts'; // prettier-ignore
import { paperActLabels, paperStateLabels, type PaperAct } from '../life.ts';
import { printCode } from '../verification-code.ts';

const consequences: Partial<Record<PaperAct, TextPair>> = {
  sign: { zh: '签发后取得文号，内容不能再改，只能作废。', en: 'Once signed it has a number and does not change; it can only be made void.' }, // prettier-ignore
  void: { zh: '作废后文号保留不再使用，公众核验时显示“作废”。', en: 'The number stays and is not used again; whoever verifies the paper sees that it is void.' }, // prettier-ignore
  drop: { zh: '撤稿后不能恢复，需要时重新拟稿。', en: 'A draft that was withdrawn does not come back; draft it anew if need be.' }, // prettier-ignore
  return: { zh: '退回后已签的各步作废，从拟稿重新开始。', en: 'What was signed so far is taken back; the chain begins anew.' }, // prettier-ignore
}; // prettier-ignore

/** Asks for what a stand-in, an electronic seal or a scan needs besides the reason. */
const Besides = ({ paper, onDone }: { readonly paper: PaperDetail; readonly onDone: () => void }) => {
  const say = useSay();
  const [standIn, setStandIn] = useState(false);
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(actOnPaperRoute);
  const upload = useAct(scanPaperRoute);
  const signing = paper.acts.find((one) => (one.act === 'approve' || one.act === 'sign') && one.refusal === null);
  const scanning = paper.acts.some((one) => one.act === 'scan' && one.refusal === null);
  const params = { paperId: paper.id };
  return (
    <Space wrap className="above">
      {upload.error && <ProblemNotice problem={upload.error} />}
      {signing && (
        <Button autoInsertSpace={false} onClick={() => setStandIn(true)}>
          {say({ zh: '代签', en: 'Sign on behalf of another' })}
        </Button>
      )}
      {scanning && (
        <>
          <label htmlFor="sealed-scan">
            {say({ zh: '上传用印扫描件（PDF、JPEG、PNG）', en: 'Upload the sealed scan (PDF, JPEG, PNG)' })}
          </label>
          <FileField
            id="sealed-scan"
            accept="application/pdf,image/jpeg,image/png"
            onChoose={([file]) => {
              const body = new FormData();
              if (file) body.append('file', file);
              upload.mutate({ params, body: body as never }, { onSuccess: onDone });
            }}
          />
        </>
      )}
      <Modal
        open={standIn}
        title={say({ zh: '代签', en: 'Sign on behalf of another' })}
        onCancel={() => setStandIn(false)}
        okText={signing && say(paperActLabels[signing.act])}
        okButtonProps={{ disabled: name.trim() === '' || reason.trim() === '', autoInsertSpace: false }}
        confirmLoading={act.isPending}
        onOk={() => {
          if (signing && signing.act !== 'scan' && signing.act !== 'serve')
            act.mutate(
              { params, body: { act: signing.act, version: paper.version, onBehalfOf: name, reason } },
              { onSuccess: () => setStandIn(false) },
            );
        }}
      >
        {act.error && <ProblemNotice problem={act.error} />}
        <label htmlFor="for-whom">{say({ zh: '代何人签', en: 'On whose behalf' })}</label>
        <Input id="for-whom" value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        <label htmlFor="why">{say({ zh: '事由', en: 'Reason' })}</label>
        <Input.TextArea id="why" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Modal>
    </Space>
  );
};

/** Records how and when it was served, with the proof of the manner. */
const Serving = ({ paper }: { readonly paper: PaperDetail }) => {
  const serve = useAct(servePaperRoute);
  if (!paper.acts.some((one) => one.act === 'serve' && one.refusal === null)) return null;
  return (
    <ServiceForm
      consequence={{ zh: '登记后不能再改；受送达人有账户的，在文书页面看到送达日期。', en: 'What is recorded does not change; a party with an account sees the day on its paper.' }} // prettier-ignore
      problem={serve.error}
      pending={serve.isPending}
      onServe={(service) => serve.mutate({ params: { paperId: paper.id }, body: { version: paper.version, service } })}
    />
  );
};

const serviceOf = (service: NonNullable<PaperDetail['service']>): TextPair => {
  const day = formatDate(service.day);
  const proof = proofWords(service.proof);
  const { zh, en } = mannerLabels[service.manner];
  return { zh: `${day}，${zh}（${proof.zh}）`, en: `${day}, ${en.toLowerCase()} (${proof.en})` };
};

const Chain = ({ chain }: { readonly chain: PaperDetail['chain'] }) => {
  const say = useSay();
  return (
    <Steps
      size="small"
      items={chain.map((step) => ({
        title: say(step.title),
        status: step.signed ? 'finish' : step.open ? 'process' : 'wait',
        content: say(step.signed ? { zh: '已签', en: 'Signed' } : step.open ? { zh: '待签', en: 'Open' } : { zh: '未到', en: 'Later' }), // prettier-ignore
      }))}
    />
  );
};

/** One paper: number and state, the next act, what it is, its chain, its files, what happened, other papers of the thing. */
const PaperPage = () => {
  const say = useSay();
  const { id } = useParams({ strict: false });
  const paperId = Number(id);
  const query = useApi(getPaperRoute, { params: { paperId } });
  const act = useAct(actOnPaperRoute);
  return (
    <Loaded query={query}>
      {(paper) => (
        <Page
          title={paper.number ?? paper.title}
          state={<Tag>{say(paperStateLabels[paper.state])}</Tag>}
          acts={
            <ActsBar
              acts={paper.acts.filter((one) => one.act !== 'scan' && one.act !== 'serve').map((one) => (one.act === 'seal' ? { ...one, needsReason: true } : one))} // prettier-ignore
              labels={paperActLabels}
              main={paper.next?.act ?? null}
              consequence={(verb) => (verb === 'seal' ? { zh: '请填写电子印章的名称或编号。', en: 'Name the electronic seal or give its number.' } : consequences[verb])} // prettier-ignore
              pending={act.isPending}
              onAct={(verb, reason) =>
                verb === 'scan' || verb === 'serve'
                  ? Promise.resolve()
                  : act.mutateAsync({
                      params: { paperId },
                      body: { act: verb, version: paper.version, ...(verb === 'seal' ? { seal: reason } : { reason }) },
                    })
              }
            />
          }
        >
          {paper.voidReason && (
            <Alert
              type="error"
              showIcon
              title={say({ zh: `作废：${paper.voidReason}`, en: `Void: ${paper.voidReason}` })}
            />
          )}{' '}
          {/* prettier-ignore */}
          <NextAct next={paper.next} />
          <Besides paper={paper} onDone={() => void query.refetch()} />
          <Descriptions
            size="small"
            bordered
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'title', label: say({ zh: '标题', en: 'Title' }), children: paper.title },
              { key: 'about', label: say({ zh: '事项', en: 'About' }), children: paper.about.link === null ? say(paper.about.words) : <a href={`/office${paper.about.link}`}>{say(paper.about.words)}</a> }, // prettier-ignore
              { key: 'kind', label: say({ zh: '种类', en: 'Kind' }), children: say(paper.kindTitle) },
              { key: 'authority', label: say({ zh: '出具机关', en: 'Issued by' }), children: paper.authority },
              { key: 'to', label: say({ zh: '主送', en: 'Addressee' }), children: paper.addressee },
              { key: 'date', label: say({ zh: '日期', en: 'Date' }), children: paper.issuedOn ? formatDate(paper.issuedOn) : '—' }, // prettier-ignore
              { key: 'seal', label: say({ zh: '用印', en: 'Seal' }), children: paper.seal ?? (paper.scanSha256 ? <a href={addressOf(paperScanRoute, { params: { paperId } })}>{say({ zh: '用印扫描件', en: 'Sealed scan' })}</a> : '—') }, // prettier-ignore
              ...(paper.service ? [{ key: 'service', label: say({ zh: '送达', en: 'Service' }), children: say(serviceOf(paper.service)) }] : []), // prettier-ignore
              { key: 'code', label: say({ zh: '核验码', en: 'Code' }), children: paper.code === null ? '—' : <a href={`/papers/${paper.code}`}>{printCode(paper.code)}</a> }, // prettier-ignore
              { key: 'digest', label: say({ zh: 'PDF 摘要（SHA-256）', en: 'Digest of the PDF (SHA-256)' }), children: <code>{paper.pdfSha256 ?? '—'}</code> }, // prettier-ignore
            ]}
          />
          <Serving paper={paper} />
          <Section title={say({ zh: '文件', en: 'Files' })}>
            <Space>
              {(['pdf', 'docx'] as const).map((format) => (
                <Button key={format} href={addressOf(paperFileRoute, { params: { paperId }, query: { format } })}>
                  {say(
                    format === 'pdf'
                      ? { zh: '下载 PDF', en: 'Download PDF' }
                      : { zh: '下载 Word', en: 'Download Word' },
                  )}{' '}
                  {/* prettier-ignore */}
                </Button>
              ))}
            </Space>
          </Section>
          {paper.chain.length > 0 && (
            <Section title={say({ zh: '签发过程', en: 'Signing chain' })}>
              <Chain chain={paper.chain} />
            </Section>
          )}
          {paper.timeline.length > 0 && (
            <Section title={say({ zh: '经过', en: 'What happened' })}>
              <EventTimeline events={paper.timeline} />
            </Section>
          )}
          {paper.related.length > 0 && (
            <Section title={say({ zh: '同一事项的文书', en: 'Papers about the same thing' })}>
              <PaperLinks subject={paper.subject} dataset={paper.dataset} />
            </Section>
          )}
        </Page>
      )}
    </Loaded>
  );
};
export default PaperPage;
