import { registerMswTestHooks } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { partlyReadable, stopped, synced } from '../../__fixtures__/answers';
import { answers, renderPage } from '../../__testUtils__/backend';
import { ClustersView } from './ClustersView';

const server = setupServer();

describe('ClustersView', () => {
  registerMswTestHooks(server);

  it.each([
    ['a followed cluster', synced, 'synced'],
    ['a stopped cluster', stopped, 'cluster unreachable'],
    ['a hidden kind', partlyReadable, 'PeerAuthentication'],
    ['the rule to add', partlyReadable, 'Copy rules'],
  ])('shows %s', async (_, cluster, text) => {
    server.use(answers('/clusters', { items: [cluster] }));
    await renderPage(<ClustersView />);
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('says where a cluster is configured when there is none', async () => {
    server.use(answers('/clusters', { items: [] }));
    await renderPage(<ClustersView />);
    expect(await screen.findByText(/ingressPosture.clusters/)).toBeVisible();
  });
});
