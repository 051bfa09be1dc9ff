import { ConfigReader } from '@backstage/core-app-api';
import { configApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { Remedy } from '@ingress-posture/engine';
import { fireEvent, screen } from '@testing-library/react';
import { cart } from '../../__fixtures__/cart';
import { templateRouteRef } from '../../routes';
import { RemediesSection } from './RemediesSection';

const [first] = cart.remedies;
const form = '/create/templates/:namespace/:templateName';

function renderRemedies(
  ingressPosture: object,
  mountedRoutes: Record<string, typeof templateRouteRef> = {
    [form]: templateRouteRef,
  },
  remedies: readonly Remedy[] = cart.remedies,
) {
  return renderInTestApp(
    <TestApiProvider
      apis={[[configApiRef, new ConfigReader({ ingressPosture })]]}
    >
      <RemediesSection posture={{ ...cart, remedies }} pending={false} />
    </TestApiProvider>,
    { mountedRoutes },
  );
}

describe('RemediesSection', () => {
  const remedyTemplate = {
    entityRef: 'template:default/apply-remedy',
    formData: { 'prod-eu': { repoUrl: 'github.com?owner=shop&repo=k8s' } },
  };

  it('leads to the template that makes a pull request, its form filled in', async () => {
    await renderRemedies({ remedyTemplate });
    const link = screen.getByRole('button', {
      name: `Open pull request: ${first.title}`,
    });
    const address = new URL(link.getAttribute('href') ?? '', 'http://portal');
    expect(address.pathname).toBe('/create/templates/default/apply-remedy');
    expect(JSON.parse(address.searchParams.get('formData') ?? '')).toEqual({
      repoUrl: 'github.com?owner=shop&repo=k8s',
      cluster: 'prod-eu',
      namespace: 'shop',
      service: 'cart',
      remedy: first.id,
    });
  });

  it.each([
    ['no template is configured', {}, undefined],
    ['the app has no Scaffolder', { remedyTemplate }, {}],
  ])('offers no pull request where %s', async (_, config, routes) => {
    await renderRemedies(config, routes);
    expect(screen.getByText(first.title)).toBeVisible();
    expect(screen.queryByText('Open pull request')).not.toBeInTheDocument();
  });

  it('puts all steps of an open remedy on paper, and one on the screen', async () => {
    const [step] = first.steps;
    const restart = { ...step, title: 'Restart', command: 'kubectl rollout' };
    const steps = [step, restart];
    await renderRemedies({}, {}, [{ ...first, steps }]);
    expect(screen.getAllByText('Verify')).toHaveLength(1);
    fireEvent(window, new Event('beforeprint'));
    expect(screen.getAllByText('Verify')).toHaveLength(2);
    fireEvent(window, new Event('afterprint'));
    expect(screen.getAllByText('Verify')).toHaveLength(1);
  });
});
