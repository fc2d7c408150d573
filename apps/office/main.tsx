import '@fontsource-variable/noto-sans-sc';
import './office.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider, Problem } from '#platform/office/index.ts';
import { Frame } from './frame.tsx';
import { createOfficeRouter } from './routes.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
});
const router = createOfficeRouter();
const root = document.getElementById('root');
if (root === null) throw new Error('no element to draw into');

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <Frame>
          <RouterProvider router={router} />
        </Frame>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
