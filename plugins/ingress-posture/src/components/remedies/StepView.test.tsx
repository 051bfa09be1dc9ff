import { renderInTestApp } from '@backstage/test-utils';
import { RemedyStep } from '@ingress-posture/engine';
import { fireEvent, screen, within } from '@testing-library/react';
import { cart } from '../../__fixtures__/cart';
import { StepView } from './StepView';

const [patching, restarting] = cart.remedies[0].steps;
const creating: RemedyStep = {
  ...patching,
  action: 'create',
  diff: undefined,
  patch: 'kind: Ingress\nmetadata:\n  name: old\n',
};
const deleting: RemedyStep = {
  ...patching,
  action: 'delete',
  diff: '-kind: Ingress\n-metadata:\n-  name: old\n',
  patch: '',
  command: 'kubectl delete ingress old',
};

const show = (step: RemedyStep) => renderInTestApp(<StepView step={step} />);
const changes = () => screen.getByRole('group', { name: /^Changes to/ });
const words = (elements: readonly HTMLElement[]) =>
  elements.map(element => element.textContent);

describe('StepView', () => {
  it('shows what goes and what comes by sign and words, below what stays', async () => {
    await show(patching);
    expect(words(within(changes()).getAllByRole('deletion'))).toEqual([
      '-removed:    nginx.ingress.kubernetes.io/upstream-vhost: old.example.com',
    ]);
    expect(words(within(changes()).getAllByRole('insertion'))).toEqual([
      '+added:    nginx.ingress.kubernetes.io/service-upstream: "true"',
      '+added:    nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local',
    ]);
    expect(within(changes()).getByText('annotations:')).toBeVisible();
  });

  it('says how much changes, and lets the keyboard scroll it', async () => {
    await show(patching);
    expect(changes()).toHaveAccessibleName(
      'Changes to Ingress shop/old. Lines removed: 1, lines added: 2',
    );
    expect(changes()).toHaveAttribute('tabindex', '0');
  });

  it('turns to the patch and back, and copies the patch in both', async () => {
    await show(patching);
    const copy = () => screen.getByRole('button', { name: 'Copy patch' });
    expect(copy()).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Patch' }));
    expect(
      screen.getByRole('group', { name: 'YAML for Ingress shop/old' }),
    ).toHaveTextContent('upstream-vhost: cart.shop.svc.cluster.local');
    expect(screen.queryByRole('insertion')).not.toBeInTheDocument();
    expect(copy()).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Diff' }));
    expect(changes()).toBeVisible();
  });

  it('shows every line of a new object as added', async () => {
    await show(creating);
    expect(words(within(changes()).getAllByRole('insertion'))).toEqual([
      '+added:kind: Ingress',
      '+added:metadata:',
      '+added:  name: old',
    ]);
    expect(screen.getByRole('button', { name: 'YAML' })).toBeVisible();
  });

  it('shows an object that goes as removed, and how to delete it', async () => {
    await show(deleting);
    expect(within(changes()).getAllByRole('deletion')).toHaveLength(3);
    expect(screen.getByText(deleting.command)).toBeVisible();
    expect(
      screen.queryByRole('group', { name: 'Show the change as' }),
    ).not.toBeInTheDocument();
  });

  it('shows the command of what changes no object', async () => {
    await show(restarting);
    expect(screen.getByRole('group', { name: 'Command' })).toHaveTextContent(
      restarting.command,
    );
  });

  it('shows the patch where a backend that is older says no more', async () => {
    await show({ ...patching, diff: undefined });
    expect(
      screen.getByRole('group', { name: 'YAML for Ingress shop/old' }),
    ).toBeVisible();
  });
});
