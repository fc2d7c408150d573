import { Form, Modal, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice, useAct, useApi, useDataset, useSay } from '#platform/office/index.ts';
import { searchEnterprises } from '#registers/enterprises/contract.ts';
import { listCategories } from '#registers/products/contract.ts';
import { proposeCommendation } from '../commendations/contract.ts';

/** Proposes a product of a firm; the program checks it by the record and says why not. */
export const ProposeCommendation = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay();
  const navigate = useNavigate();
  const [dataset] = useDataset();
  const [q, look] = useState('');
  const [enterpriseId, choose] = useState<number>();
  const [categoryId, narrow] = useState<number>();
  const firms = useApi(searchEnterprises, { query: { q, dataset, limit: 20 } }, { enabled: [...q].length >= 2 });
  const categories = useApi(listCategories, { query: { dataset, limit: 2000 } });
  const propose = useAct(proposeCommendation);
  const title = say({ zh: '提出表扬', en: 'Propose to commend' });
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={say({ zh: '返回', en: 'Back' })}
      okButtonProps={{
        disabled: enterpriseId === undefined || categoryId === undefined,
        loading: propose.isPending,
        autoInsertSpace: false,
      }}
      onCancel={onClose}
      onOk={() => {
        if (enterpriseId !== undefined && categoryId !== undefined)
          propose.mutate(
            { body: { enterpriseId, categoryId } },
            { onSuccess: ({ id }) => void navigate({ to: `/commendations/${id}` }) },
          );
      }}
    >
      {propose.error && <ProblemNotice problem={propose.error} />}
      <p>
        {say({
          zh: '系统按监督记录核对：期内省级以上公布的抽查是否多次以更高标准检验合格，企业有没有不合格、拒检、黄牌红牌、曝光或者许可证暂停、吊销。',
          en: 'The program checks it by the record: whether it passed published checks by a higher standard, and whether a failure, refusal, card, exposure or stopped licence of the firm stands against it.',
        })}
      </p>
      <Form layout="vertical">
        <Form.Item label={say({ zh: '企业', en: 'Enterprise' })} htmlFor="commended-firm">
          <Select
            id="commended-firm"
            allowClear
            showSearch={{ filterOption: false, onSearch: (words) => look(words.trim()) }}
            placeholder={say({ zh: '企业名称或统一社会信用代码', en: 'Name or credit code' })}
            value={enterpriseId ?? null}
            notFoundContent={say(
              [...q].length < 2
                ? { zh: '请输入两个字以上', en: 'Type two characters or more' }
                : { zh: '没有查到该企业', en: 'No such enterprise' },
            )}
            onChange={(id: number | null) => choose(id ?? undefined)}
            options={(firms.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item label={say({ zh: '产品种类', en: 'Product category' })} htmlFor="commended-category">
          <Select
            id="commended-category"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say({ zh: '产品种类', en: 'Product category' })}
            value={categoryId ?? null}
            onChange={(id: number | null) => narrow(id ?? undefined)}
            options={(categories.data?.items ?? [])
              .filter(({ unassigned }) => !unassigned)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
