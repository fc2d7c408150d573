import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pair } from '#foundation/text-pair.ts';
import {
  type Evidence,
  EvidenceField,
  Page,
  ProblemNotice,
  useAct,
  useApi,
  useDataset,
  useSay,
} from '#platform/office/index.ts';
import { listCategories } from '#registers/products/contract.ts';
import { proposeExposure } from '../contract.ts';
import { exposureGroundLabels, type StatedGround, statedGrounds } from '../exposure.ts';
import { CheckSelect } from './check-select.tsx';
import { FirmPicker, type PickedFirm } from './firm-picker.tsx';

interface Stated {
  readonly ground: StatedGround;
  readonly checkId: number;
  readonly categoryId?: number | null;
  readonly product: string;
  readonly maker: 'known' | 'unknown';
  readonly misusedName?: string;
  readonly facts: string;
}

const words = {
  maker: pair('生产者', 'Producer'),
  misused: pair('被冒用厂名的企业（企业库中有的）', 'The firm whose name is misused, where the register has it'),
  sellers: pair('销售者', 'Sellers'),
};
const required = { zh: '请填写', en: 'Required' };
const choose = { zh: '请选择', en: 'Choose one' };

/** An officer proposes with evidence what the program can't see. */
const ProposePage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const propose = useAct(proposeExposure);
  const [form] = Form.useForm<Stated>();
  const ground = Form.useWatch('ground', form) ?? 'fake';
  const unknown = Form.useWatch('maker', form) === 'unknown' && ground === 'fake';
  const [producer, setProducer] = useState<readonly PickedFirm[]>([]);
  const [misused, setMisused] = useState<readonly PickedFirm[]>([]);
  const [sellers, setSellers] = useState<readonly PickedFirm[]>([]);
  const [files, setFiles] = useState<readonly Evidence[]>([]);
  const [tried, setTried] = useState(false);
  const categories = useApi(listCategories, { query: { dataset, limit: 2000 } });
  const rules = [{ required: true, message: say(required) }];
  const lacksProducer = !unknown && producer.length === 0;
  const lacksSeller = unknown && sellers.length === 0;
  /** A firm that was left out, said at its field as the form says it of the others. */
  const missing = (lacks: boolean) => (tried && lacks ? { validateStatus: 'error' as const, help: say(choose) } : {});
  /** What was refused is being changed: the refusal no longer says what is true. */
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      propose.reset();
      set(value);
    };
  const send = ({ maker: _, misusedName, categoryId, ...stated }: Stated) => {
    setTried(true);
    if (lacksProducer || lacksSeller) return;
    propose.mutate(
      {
        body: {
          dataset,
          ...stated,
          categoryId: categoryId ?? null,
          producerId: unknown ? null : (producer[0]?.id ?? null),
          misusedName: ground === 'fake' && misusedName ? misusedName : null,
          misusedId: ground === 'fake' ? (misused[0]?.id ?? null) : null,
          sellerIds: sellers.map(({ id }) => id),
          files: files.map(({ id }) => id),
        },
      },
      { onSuccess: ({ id }) => void navigate({ to: `/exposures/${id}` }) },
    );
  };
  return (
    <Page
      title={say(pair('提出曝光建议', 'Propose an exposure'))}
      intro={say(
        pair(
          '省级以上监督抽查发现、程序看不到的：假冒、劣质、拒检、拒不整改。附证据提出，之后报审、决定、告知、听取陈述申辩、发布，与其他曝光相同。',
          'What a check at provincial level or above found and the program can’t see: a fake, seriously bad, a refusal of inspection or to rectify. It is proposed with evidence and then goes the way of all exposures.',
        ),
      )}
      withDataset
    >
      <Form<Stated>
        form={form}
        layout="vertical"
        initialValues={{ ground: 'fake', maker: 'known' }}
        onValuesChange={() => propose.reset()}
        onFinish={send}
        onFinishFailed={() => setTried(true)}
      >
        <Form.Item name="ground" label={say(pair('事由', 'Ground'))}>
          <Radio.Group options={statedGrounds.map((value) => ({ value, label: say(exposureGroundLabels[value]) }))} />
        </Form.Item>
        <Form.Item
          name="checkId"
          label={say(pair('发现问题的监督抽查（省级以上）', 'Spot check that found it (provincial or above)'))}
          rules={[{ required: true, message: say(choose) }]}
        >
          <CheckSelect published />
        </Form.Item>
        <Form.Item
          name="product"
          label={say(pair('产品（名称、商标、规格型号、批号）', 'Product: name, brand, model, lot'))}
          rules={rules}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="categoryId" label={say(pair('产品种类', 'Category'))}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(categories.data?.items ?? [])
              .filter(({ unassigned }) => !unassigned)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="maker" label={say(words.maker)} hidden={ground !== 'fake'}>
          <Radio.Group
            options={[
              { value: 'known', label: say(pair('已查明', 'Known')) },
              {
                value: 'unknown',
                label: say(pair('不明，标称厂名系冒用', 'Unknown, the name on the label is used without right')),
              },
            ]}
          />
        </Form.Item>
        {!unknown && (
          <Form.Item
            label={say(ground === 'fake' ? pair('生产者（实际）', 'Producer (actual)') : words.maker)}
            htmlFor="producer"
            required
            {...missing(lacksProducer)}
          >
            <FirmPicker id="producer" label={words.maker} value={producer} most={1} onChange={changed(setProducer)} />
          </Form.Item>
        )}
        {ground === 'fake' && (
          <>
            {unknown && (
              <Form.Item>
                <Alert
                  type="info"
                  showIcon
                  title={say(
                    pair(
                      '被冒用厂名的企业不是曝光对象：公布时写明系被冒用，不列为生产者，其企业页面不显示本项。',
                      'The firm whose name is misused is not exposed: the publication says so, it is not named as producer, and its own page shows nothing of this.',
                    ),
                  )}
                />
              </Form.Item>
            )}
            <Form.Item
              name="misusedName"
              label={say(pair('产品标称、被冒用的厂名', 'Name on the label that is used without right'))}
              rules={unknown && misused.length === 0 ? rules : []}
            >
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item label={say(words.misused)} htmlFor="misused">
              <FirmPicker id="misused" label={words.misused} value={misused} most={1} onChange={changed(setMisused)} />
            </Form.Item>
          </>
        )}
        <Form.Item label={say(words.sellers)} htmlFor="sellers" required={unknown} {...missing(lacksSeller)}>
          <FirmPicker id="sellers" label={words.sellers} value={sellers} most={50} onChange={changed(setSellers)} />
        </Form.Item>
        <Form.Item
          name="facts"
          label={say(pair('查明的事实（将告知当事人并公布）', 'What was found (told to the firms and published)'))}
          rules={rules}
        >
          <Input.TextArea rows={5} maxLength={4000} />
        </Form.Item>
        <EvidenceField
          label={say(pair('证据：检验报告、鉴别书、现场笔录等（至少一份）', 'Evidence: at least one file'))}
          value={files}
          onChange={changed(setFiles)}
        />
        {propose.error && <ProblemNotice problem={propose.error} />}
        <Button className="above" type="primary" htmlType="submit" autoInsertSpace={false} loading={propose.isPending}>
          {say(pair('提出', 'Propose'))}
        </Button>
      </Form>
    </Page>
  );
};
export default ProposePage;
