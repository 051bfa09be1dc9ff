import type { Reason } from '../posture/servicePosture';
import type { ClusterState } from '../state/clusterState';
import { annotationEvidence, evidenceOf, objectName } from '../state/evidence';
import type { Ingress } from '../state/kinds/ingress';
import { IngressClass, ingressClasses } from '../state/kinds/ingressClass';
import { Instance, instances } from './instances';
import type { VendorDescription } from './vendorDescription';
import { vendors } from './vendors';

/** Who serves an Ingress: a vendor, and its running installations where it has pods. */
export interface IngressServer {
  readonly vendor: VendorDescription;
  readonly instances: readonly Instance[];
  readonly className: string;
  readonly reasons: readonly Reason[];
  /** False when only a name was to go by, and no IngressClass object. */
  readonly asserted: boolean;
}

const annotation = 'kubernetes.io/ingress.class';

/**
 * The server of an Ingress: the annotation counts before spec.ingressClassName, that before the
 * default class (kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class).
 */
export function ingressServer(
  state: ClusterState,
  ingress: Ingress,
): IngressServer | undefined {
  const named = ingress.meta.annotations[annotation];
  if (named !== undefined) return byAnnotation(state, ingress, named);
  const { className } = ingress;
  if (className !== undefined) return byClassName(state, ingress, className);
  const fallback = state.list(ingressClasses).find(one => one.isDefault);
  return fallback ? byClass(state, ingress, fallback) : undefined;
}

function byAnnotation(
  state: ClusterState,
  ingress: Ingress,
  className: string,
): IngressServer | undefined {
  const reason: Reason = {
    text: `${objectName(ingress)} asks for class ${className} by annotation.`,
    evidence: [annotationEvidence(ingress, annotation)],
  };
  const running = state
    .read(instances)
    .filter(instance => instance.className === className);
  const vendor =
    running[0]?.vendor ??
    vendors.find(one => one.classNames.includes(className));
  if (!vendor) return byClassName(state, ingress, className);
  return {
    vendor,
    instances: running.filter(instance => instance.vendor === vendor),
    className,
    reasons: [reason],
    asserted: true,
  };
}

function byClassName(
  state: ClusterState,
  ingress: Ingress,
  className: string,
): IngressServer | undefined {
  const ingressClass = state.get(ingressClasses, '', className);
  if (ingressClass) return byClass(state, ingress, ingressClass);
  const vendor = vendors.find(one => one.classNames.includes(className));
  if (!vendor) return undefined;
  return {
    vendor,
    instances: state
      .read(instances)
      .filter(instance => instance.vendor === vendor),
    className,
    reasons: [
      {
        text: `${objectName(
          ingress,
        )} names class ${className}; no IngressClass of that name could be read, so the name is all there is to go by.`,
        evidence: [evidenceOf(ingress, 'spec.ingressClassName', className)],
      },
    ],
    asserted: false,
  };
}

function byClass(
  state: ClusterState,
  ingress: Ingress,
  ingressClass: IngressClass,
): IngressServer | undefined {
  const { controller } = ingressClass;
  const running = state
    .read(instances)
    .filter(instance => instance.controllerClass === controller);
  const vendor =
    vendors.find(one => one.classControllers.includes(controller)) ??
    running[0]?.vendor;
  if (!vendor) return undefined;
  return {
    vendor,
    instances: running.filter(instance => instance.vendor === vendor),
    className: ingressClass.meta.name,
    reasons: [
      {
        text: `${objectName(ingress)} is of class ${
          ingressClass.meta.name
        }, which ${vendor.title} serves.`,
        evidence: [
          evidenceOf(ingress, 'spec.ingressClassName', ingress.className),
          evidenceOf(ingressClass, 'spec.controller', controller),
        ],
      },
    ],
    asserted: true,
  };
}
