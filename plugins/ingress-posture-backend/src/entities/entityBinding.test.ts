import { readBinding } from './entityBinding';

const NAMED = 'ingress-posture.io/services';
const kubernetesId = { 'backstage.io/kubernetes-id': 'cart' };

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart', annotations },
});

const read = (annotations: Record<string, string>) =>
  readBinding(
    entity(
      Object.fromEntries(
        Object.entries(annotations).map(([key, value]) => [
          `backstage.io/kubernetes-${key}`,
          value,
        ]),
      ),
    ),
  );

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

  const byNamespaceLabel = (where: object = {}) => ({
    by: 'namespace-label',
    ...where,
    requirements: [],
    namespaceLabel: 'cart',
  });

  it.each<[string, Record<string, string>, object[]]>([
    [
      'an id, also as a label of the namespace',
      { id: 'cart' },
      [
        {
          by: 'labels',
          selector: 'backstage.io/kubernetes-id=cart',
          requirements: [idRequirement],
        },
        byNamespaceLabel(),
      ],
    ],
    [
      'an id in a namespace of a cluster',
      { id: 'cart', namespace: 'shop', cluster: 'prod' },
      [
        {
          by: 'labels',
          cluster: 'prod',
          namespace: 'shop',
          selector: 'backstage.io/kubernetes-id=cart',
          requirements: [idRequirement],
        },
        byNamespaceLabel({ cluster: 'prod', namespace: 'shop' }),
      ],
    ],
    [
      'a label selector, which takes the place of the id',
      { id: 'cart', 'label-selector': 'app' },
      [
        {
          by: 'labels',
          selector: 'app',
          requirements: [{ key: 'app', operator: 'exists' }],
        },
      ],
    ],
    [
      'a namespace',
      { namespace: 'shop' },
      [{ by: 'namespace', namespace: 'shop', requirements: [] }],
    ],
  ])('selects by %s', (_, annotations, selectors) => {
    expect(read(annotations)).toEqual({
      state: 'selects',
      selectors,
      problems: [],
    });
  });

  it('quotes what is wrong with a selector', () => {
    expect(read({ 'label-selector': 'app=(a' })).toEqual({
      state: 'invalid',
      annotation: 'backstage.io/kubernetes-label-selector',
      value: 'app=(a',
      problem: '"app=(a" is not a condition of a label selector',
    });
  });

  it('takes services that are named, and nothing else', () => {
    const named = { ...kubernetesId, [NAMED]: 'eu/shop/cart' };
    expect(readBinding(entity(named))).toEqual({
      state: 'selects',
      selectors: [
        {
          by: 'services',
          requirements: [],
          services: [{ cluster: 'eu', namespace: 'shop', name: 'cart' }],
        },
      ],
      problems: [],
    });
  });

  it('says which of the names are none, and takes the others', () => {
    const named = { [NAMED]: 'shop/cart, eu/shop/cart' };
    expect(readBinding(entity(named))).toMatchObject({
      selectors: [{ services: [{ name: 'cart' }] }],
      problems: [
        'The annotation ingress-posture.io/services is wrong: "shop/cart" is not cluster/namespace/name.',
      ],
    });
  });

  it.each([
    ['', 'it names no Service'],
    [' , ', 'it names no Service'],
    ['cart', '"cart" is not cluster/namespace/name'],
    ['eu/Shop/cart', '"eu/Shop/cart" is not cluster/namespace/name'],
    ['eu/shop/cart/80', '"eu/shop/cart/80" is not cluster/namespace/name'],
  ])('finds no service named in "%s": %s', (value, problem) => {
    expect(readBinding(entity({ [NAMED]: value }))).toEqual({
      state: 'invalid',
      annotation: NAMED,
      value,
      problem,
    });
  });
});
