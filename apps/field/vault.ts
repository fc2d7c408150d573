/** How long a PIN is stretched: a stolen phone must be worth as little as can be. */
const rounds = 600_000;
const encoder = new TextEncoder();

type Bytes = Uint8Array<ArrayBuffer>;
interface Sealed {
  readonly iv: Bytes;
  readonly data: ArrayBuffer;
}
interface Opening {
  readonly salt: Bytes;
  readonly check: Sealed;
  /** Whose data these are: they are sent by no other account. */
  readonly accountId: string;
  readonly loginName: string;
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('storage failed')));
  });
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const failed = () => reject(transaction.error ?? new Error('storage failed'));
    transaction.addEventListener('abort', failed);
    transaction.addEventListener('error', failed);
  });

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('zhijian-field', 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('opening');
    request.result.createObjectStore('sealed');
  });
  return asked(request);
};

const keyOf = async (pin: string, salt: Bytes): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
};

// The name of a record is sealed with it, so that none can be put in the place of another.
const seal = async (key: CryptoKey, name: string, data: BufferSource): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = encoder.encode(name);
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, data) };
};
const unseal = (key: CryptoKey, name: string, { iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(name) }, key, data);

export type Item =
  | { readonly key: string; readonly value: unknown }
  | { readonly key: string; readonly bytes: ArrayBuffer };

/** What the phone keeps, encrypted (AES-GCM, key by PBKDF2 from the PIN). */
export interface Vault {
  readonly accountId: string;
  readonly loginName: string;
  readonly read: <T>(key: string) => Promise<T | undefined>;
  readonly readBytes: (key: string) => Promise<ArrayBuffer | undefined>;
  readonly keys: (prefix: string) => Promise<string[]>;
  /** Writes all of it or nothing, and returns when it is on the disk of the phone. */
  readonly write: (items: readonly Item[], remove?: readonly string[]) => Promise<void>;
}

const vaultOf = (database: IDBDatabase, key: CryptoKey, { accountId, loginName }: Opening): Vault => {
  const readBytes = async (name: string): Promise<ArrayBuffer | undefined> => {
    const sealed = await asked<Sealed | undefined>(database.transaction('sealed').objectStore('sealed').get(name));
    return sealed && unseal(key, name, sealed);
  };
  return {
    accountId,
    loginName,
    readBytes,
    read: async <T>(name: string) => {
      const bytes = await readBytes(name);
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
    },
    keys: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      return (await asked(database.transaction('sealed').objectStore('sealed').getAllKeys(range))) as string[];
    },
    write: async (items, remove = []) => {
      const sealed = await Promise.all(
        items.map(async (item) => ({
          key: item.key,
          sealed: await seal(key, item.key, 'bytes' in item ? item.bytes : encoder.encode(JSON.stringify(item.value))),
        })),
      );
      const transaction = database.transaction('sealed', 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('sealed');
      for (const one of sealed) store.put(one.sealed, one.key);
      for (const name of remove) store.delete(name);
      await finished(transaction);
    },
  };
};

/** Whose data the phone keeps; nothing where it keeps none. */
export const findOwner = async (): Promise<string | undefined> => {
  const database = await openDatabase();
  return (await asked<Opening | undefined>(database.transaction('opening').objectStore('opening').get('opening')))
    ?.loginName;
};

/** Makes a vault under a PIN; what stood before is gone. */
export const createVault = async (
  pin: string,
  owner: { readonly accountId: string; readonly loginName: string },
): Promise<Vault> => {
  const database = await openDatabase();
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await keyOf(pin, salt);
  const opening: Opening = { salt, check: await seal(key, 'check', encoder.encode('zhijian')), ...owner };
  const transaction = database.transaction(['opening', 'sealed'], 'readwrite');
  transaction.objectStore('sealed').clear();
  transaction.objectStore('opening').put(opening, 'opening');
  await finished(transaction);
  await navigator.storage?.persist?.();
  return vaultOf(database, key, opening);
};

/** Opens the vault; nothing where the PIN is wrong. */
export const openVault = async (pin: string): Promise<Vault | undefined> => {
  const database = await openDatabase();
  const opening = await asked<Opening | undefined>(
    database.transaction('opening').objectStore('opening').get('opening'),
  );
  if (!opening) return undefined;
  const key = await keyOf(pin, opening.salt);
  try {
    await unseal(key, 'check', opening.check);
  } catch {
    return undefined;
  }
  return vaultOf(database, key, opening);
};
