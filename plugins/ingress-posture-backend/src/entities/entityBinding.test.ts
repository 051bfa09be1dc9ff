import { readBinding } from './entityBinding';

const read = (annotations: Record<string, string>) =>
  readBinding({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'cart',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `backstage.io/kubernetes-${key}`,
          value,
        ]),
      ),
    },
  });

const idRequirement = {
  key: 'backstage.io/kubernetes-id',
  operator: 'in',
  values: ['cart'],
};

describe('readBinding', () => {
  it.each([
    ['no annotation', {}],
    ['only a cluster', { cluster: 'prod' }],
  ])('selects nothing with %s', (_, annotations) => {
    expect(read(annotations)).toEqual({ state: 'none' });
  });

  it.each([
    [
      'an id',
      { id: 'cart' },
      {
        selector: 'backstage.io/kubernetes-id=cart',
        requirements: [idRequirement],
      },
    ],
    [
      'an id in a namespace of a cluster',
      { id: 'cart', namespace: 'shop', cluster: 'prod' },
      {
        cluster: 'prod',
        namespace: 'shop',
        selector: 'backstage.io/kubernetes-id=cart',
        requirements: [idRequirement],
      },
    ],
    [
      'a label selector, which takes the place of the id',
      { id: 'cart', 'label-selector': 'app' },
      { selector: 'app', requirements: [{ key: 'app', operator: 'exists' }] },
    ],
    [
      'a namespace',
      { namespace: 'shop' },
      { namespace: 'shop', requirements: [] },
    ],
  ])('selects by %s', (_, annotations, services) => {
    expect(read(annotations)).toEqual({ state: 'selects', services });
  });

  it('quotes what is wrong with a selector', () => {
    expect(read({ 'label-selector': 'app=(a' })).toEqual({
      state: 'invalid',
      selector: 'app=(a',
      problem: '"app=(a" is not a condition of a label selector',
    });
  });
});
