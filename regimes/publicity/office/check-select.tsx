import { Select, type SelectProps } from 'antd';
import { useApi, useDataset, useSay } from '#platform/office/index.ts';
import { listSpotChecks } from '#regimes/spot-checks/contract.ts';
import { checkChoice } from '#regimes/spot-checks/spot-check.ts';

/** Chooses a spot check at provincial level or above (notice 4.2; the server asks the law of the day); `published`: whose results are published. */
export const CheckSelect = ({
  published = false,
  ...given
}: Pick<SelectProps<number | null>, 'id' | 'className' | 'value' | 'onChange' | 'aria-label'> & {
  readonly published?: boolean;
}) => {
  const say = useSay();
  const [dataset] = useDataset();
  const checks = useApi(listSpotChecks, { query: { dataset, limit: 200 } });
  return (
    <Select<number | null>
      {...given}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say({ zh: '选择一次抽查', en: 'Choose a spot check' })}
      options={(checks.data?.rows ?? [])
        .filter(({ level }) => level === 'national' || level === 'provincial')
        .map((check) => ({
          value: check.id,
          label: say(checkChoice(check)),
          disabled: published && check.withheld,
        }))}
    />
  );
};

/** The same above a list, for an act that begins with a check. */
export const CheckToActOn = ({
  checkId,
  choose,
}: {
  readonly checkId: number | undefined;
  readonly choose: (checkId: number | undefined) => void;
}) => {
  const say = useSay();
  return (
    <CheckSelect
      className="wide-select"
      value={checkId ?? null}
      onChange={(value) => choose(value ?? undefined)}
      aria-label={say({ zh: '选择一次抽查', en: 'Choose a spot check' })}
    />
  );
};
