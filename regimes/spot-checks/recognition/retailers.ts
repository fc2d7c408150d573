import { fuelCategory, fuelOutlet, retailerName, worksName } from './party-words.ts';

/**
 * True for a petrol station or a shop by its name. Such a "producer" sells what others made: it is flagged and never gets a
 * warning card by itself (notice 4.3.1 addresses the producer). The category helps with outlets for fuel.
 */
export const isRetailer = (name: string, category = ''): boolean =>
  (retailerName.test(name) && (!worksName.test(name) || name.includes('加油'))) ||
  (fuelCategory.test(category) && fuelOutlet.test(name));
