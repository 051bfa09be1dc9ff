import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import { gatewayClasses } from '../../state/kinds/gatewayClass';
import { controllersOf } from './cloudEdge';
import type { Instance } from './instances';
import {
  GatewayApiSupport,
  VendorDescription,
  vendorInSentence,
} from '../vendorDescription';
import { vendors } from '../vendors';

/** Who serves a Gateway of the Gateway API. */
export interface GatewayServer {
  readonly vendor: VendorDescription;
  readonly support: GatewayApiSupport;
  readonly instances: readonly Instance[];
  /** Whether it reads objects of a namespace, as far as it is told otherwise than by flags. */
  readonly watches: (namespace: string) => boolean;
  readonly reasons: readonly Reason[];
  /** False when only the name of the class was to go by. */
  readonly asserted: boolean;
}

/** The server of a Gateway, by the controller that its class names; undefined where nobody knows it. */
export function gatewayServer(
  state: ClusterState,
  gateway: Gateway,
): GatewayServer | undefined {
  const found = state.get(gatewayClasses, '', gateway.className);
  const configured = (api: GatewayApiSupport) =>
    (api.configured?.(state) ?? []).filter(
      one => one.controllerName === found?.controllerName,
    );
  const vendor = found
    ? vendorOf(
        api =>
          api.controllers.includes(found.controllerName) ||
          configured(api).length > 0,
      )
    : vendorOf(api => api.classNames.includes(gateway.className));
  if (!vendor?.gatewayApi) return undefined;
  const className = evidenceOf(
    gateway,
    'spec.gatewayClassName',
    gateway.className,
  );
  return {
    vendor,
    support: vendor.gatewayApi,
    watches: namespace => {
      const told = configured(vendor.gatewayApi!);
      return told.length === 0 || told.some(one => one.watches(namespace));
    },
    instances: instancesFor(state, gateway, vendor),
    asserted: found !== undefined,
    reasons: [
      found
        ? {
            text: `${objectName(gateway)} is of class ${
              gateway.className
            }, which ${vendorInSentence(vendor)} serves.`,
            evidence: [
              className,
              evidenceOf(found, 'spec.controllerName', found.controllerName),
            ],
          }
        : {
            text: `${objectName(gateway)} names class ${
              gateway.className
            }; no GatewayClass of that name could be read, so the name is all there is to go by.`,
            evidence: [className],
          },
    ],
  };
}

function vendorOf(
  isTheirs: (api: GatewayApiSupport) => boolean,
): VendorDescription | undefined {
  return vendors.find(one => one.gatewayApi && isTheirs(one.gatewayApi));
}

function instancesFor(
  state: ClusterState,
  { meta: { namespace, name } }: Gateway,
  vendor: VendorDescription,
): readonly Instance[] {
  const running = controllersOf(state, vendor);
  const own = running.filter(one => one.gateway === `${namespace}/${name}`);
  // Pods that were made for no Gateway in particular serve those without pods of their own.
  return own.length > 0
    ? own
    : running.filter(one => one.gateway === undefined);
}
