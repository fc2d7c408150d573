import type { UseMutationResult } from '@tanstack/react-query';
import { AskReason } from './acts.tsx';
import type { Problem } from './api.ts';

/**
 * Asks for the reason of one act and takes it: rejecting what another person has entered, setting something aside. Open while it has a
 * title. Where the server says no it stays open, says why, and what was typed is kept.
 */
export const ActWithReason = <Output, Input>({
  title,
  consequence,
  act,
  input,
  onDone,
  onClose,
}: {
  readonly title: string | undefined;
  readonly consequence?: string;
  readonly act: UseMutationResult<Output, Problem, Input>;
  readonly input: (reason: string) => Input | undefined;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}) => {
  const close = () => {
    act.reset();
    onClose();
  };
  return (
    <AskReason
      title={title}
      consequence={consequence}
      required
      pending={act.isPending}
      problem={act.error}
      onClose={close}
      onDo={(reason) => {
        const given = input(reason);
        if (given === undefined) return;
        act.mutate(given, {
          onSuccess: () => {
            onDone?.();
            close();
          },
        });
      }}
    />
  );
};
