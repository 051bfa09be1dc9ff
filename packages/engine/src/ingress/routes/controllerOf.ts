import type { ClusterState } from '../../state/clusterState';
import type { Ingress } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { VendorDescription } from '../vendorDescription';

/**
 * Who an Ingress is for, as a vendor reads it: the controller of its class; where there is no such object
 * the vendor's own, for a name that it goes by, or the class's name. Two that are for the same one meet in its configuration.
 */
export function controllerOf(
  state: ClusterState,
  { meta, className }: Ingress,
  vendor: Pick<
    VendorDescription,
    'classPrecedence' | 'classNames' | 'classControllers'
  >,
): string | undefined {
  const annotated = meta.annotations['kubernetes.io/ingress.class'] as
    | string
    | undefined;
  const name =
    vendor.classPrecedence === 'field'
      ? className ?? annotated
      : annotated ?? className;
  const all = state.list(ingressClasses);
  if (name === undefined) return all.find(one => one.isDefault)?.controller;
  const [own] = vendor.classNames.includes(name) ? vendor.classControllers : [];
  return all.find(one => one.meta.name === name)?.controller ?? own ?? name;
}
