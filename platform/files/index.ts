import type { Manifest } from '#platform/manifest.ts';
import { clearIncoming } from './stored.ts';

export { refusalOfFullDisk, saveStream, type StoredFile } from './save.ts';
export { contentTypeOf, contentTypeOfFile, handedIn, handedInTypeOf } from './content-type.ts';
export { locateFile, openFile, removeFile } from './stored.ts';

export const manifest: Manifest = {
  name: 'files',
  jobs: [
    {
      name: 'files.clear-incoming',
      schedule: '40 3 * * *',
      run: async ({ services }) => {
        await clearIncoming(services, services.now());
      },
    },
  ],
};
