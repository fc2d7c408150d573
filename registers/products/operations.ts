import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { lockCategory, nameIsTaken, storeAlias } from './storage.ts';

/**
 * Gives a category another name: tables that use it lead to the category from now on. Refused for a name that is a category or
 * an alias already, because results may hang on it.
 */
export const addAlias = (
  call: Call,
  id: number,
  alias: { readonly name: string; readonly reason: string },
): Promise<Result<{ id: number }>> =>
  perform(call, { permission: 'spot-checks.settle', region: call.services.province }, async (act) => {
    await act.asEngine();
    const category = await lockCategory(act.tx, id);
    if (!category) return refuse('not-found', { thing: pair('该产品种类', 'The product category') });
    const nameKey = normaliseName(alias.name);
    if (nameKey === '' || (await nameIsTaken(act.tx, category.dataset, nameKey)))
      return refuse('already-exists', {
        thing: pair(`产品种类“${alias.name}”`, `The product category “${alias.name}”`),
      });
    await storeAlias(act.tx, category.dataset, nameKey, id);
    act.journal({
      act: 'products.add-alias',
      subject: `category/${id}`,
      dataset: category.dataset,
      payload: { category: category.name, alias: alias.name, reason: alias.reason },
    });
    return ok({ id });
  });
