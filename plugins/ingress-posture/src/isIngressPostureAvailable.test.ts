import { isIngressPostureAvailable } from './isIngressPostureAvailable';

const entityWith = (annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart', annotations },
});

describe('isIngressPostureAvailable', () => {
  it.each([
    [{ 'backstage.io/kubernetes-id': 'cart' }, true],
    [{ 'backstage.io/kubernetes-label-selector': 'app=cart' }, true],
    [{ 'backstage.io/kubernetes-namespace': 'shop' }, true],
    [{ 'ingress-posture.io/services': 'eu/shop/cart' }, true],
    [{ 'backstage.io/kubernetes-cluster': 'prod-eu' }, false],
    [{ 'backstage.io/kubernetes-id': '' }, false],
    [undefined, false],
  ])('with %p it is %p', (annotations, available) => {
    expect(isIngressPostureAvailable(entityWith(annotations))).toBe(available);
  });
});
