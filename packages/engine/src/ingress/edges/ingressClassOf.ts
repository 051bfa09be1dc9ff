import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import { IngressClass, ingressClasses } from '../../state/kinds/ingressClass';
import { indexBy } from '../../state/objectIndex';
import { isFlagSet } from './flagOf';
import { Instance, instances } from './instances';
import { matchesPattern } from './namePattern';
import { nodeProvider } from '../serviceLoadBalancers/nodeProvider';
import {
  vendorAsSubject,
  VendorDescription,
  vendorInSentence,
} from '../vendorDescription';
import { vendors } from '../vendors';

const defaultClasses = indexBy(ingressClasses, one =>
  one.isDefault ? ['any'] : [],
);

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
 * The servers of an Ingress, mostly one: the annotation counts before spec.ingressClassName (or the
 * other way round, as the vendor has it), that before the default class (kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class).
 */
export function ingressServers(
  state: ClusterState,
  ingress: Ingress,
): readonly IngressServer[] {
  const named = classAnnotation(state, ingress);
  const { className } = ingress;
  if (named !== undefined) {
    return className === undefined
      ? [
          ...byAnnotation(state, ingress, ...named),
          ...byDefault(state, ingress).filter(ignoresAnnotation),
        ]
      : byBoth(state, ingress, named, className);
  }
  if (className !== undefined) return byClassName(state, ingress, className);
  const [fallback] = state.lookup(defaultClasses, 'any');
  return fallback
    ? byClass(state, ingress, fallback)
    : withoutClass(state, ingress);
}

function byDefault(
  state: ClusterState,
  ingress: Ingress,
): readonly IngressServer[] {
  const [fallback] = state.lookup(defaultClasses, 'any');
  return fallback ? byClass(state, ingress, fallback) : [];
}

function ignoresAnnotation({ vendor }: IngressServer): boolean {
  return vendor.annotatedClass === 'ignored';
}

/** Of an Ingress with a class in both places: each vendor has its own way to read it. */
function byBoth(
  state: ClusterState,
  ingress: Ingress,
  annotated: readonly [key: string, value: string],
  className: string,
): readonly IngressServer[] {
  const byField = byClassName(state, ingress, className);
  const named = byAnnotation(state, ingress, ...annotated);
  const isAmong = (
    found: readonly IngressServer[],
    { vendor }: IngressServer,
  ) => found.some(one => one.vendor === vendor);
  return [
    ...named.filter(one => {
      const { classPrecedence: rule } = one.vendor;
      return rule === 'both' ? isAmong(byField, one) : rule !== 'field';
    }),
    ...byField.filter(one => {
      const { classPrecedence: rule } = one.vendor;
      return (
        rule === 'field' ||
        ignoresAnnotation(one) ||
        (rule === 'either' && !isAmong(named, one))
      );
    }),
  ];
}

/** Whether another Ingress meets what an installation makes of one that it serves. */
export function isServedBy(
  state: ClusterState,
  ingress: Ingress,
  { vendor }: Pick<IngressServer, 'vendor'>,
  instance: Instance | undefined,
): boolean {
  return ingressServers(state, ingress).some(
    one =>
      one.vendor === vendor &&
      (instance === undefined || one.instances.includes(instance)),
  );
}

/** Key and value of the annotation that names the class: some vendors have one of their own. */
function classAnnotation(
  state: ClusterState,
  { meta: { annotations } }: Ingress,
): readonly [key: string, value: string] | undefined {
  const own = state
    .read(instances)
    .flatMap(({ vendor }) => vendor.classAnnotation ?? []);
  const key = [...own, annotation].find(one => annotations[one]);
  return key === undefined ? undefined : [key, annotations[key]];
}

function byAnnotation(
  state: ClusterState,
  ingress: Ingress,
  key: string,
  className: string,
): readonly IngressServer[] {
  const reasons: readonly Reason[] = [
    {
      text: `${objectName(ingress)} asks for class ${className} by annotation.`,
      evidence: [annotationEvidence(ingress, key)],
    },
  ];
  const running = state
    .read(instances)
    .filter(
      instance =>
        instance.vendor.annotatedClass !== 'ignored' &&
        goesBy(instance, className),
    );
  const asserted = { className, reasons, asserted: true };
  if (running.length > 0) return serversOf(running, asserted);
  const [vendor, ...rivals] = vendorsNamed(state, className).filter(one =>
    readsAnnotation(state, one),
  );
  if (!vendor) {
    return byClassName(state, ingress, className).filter(goesByAnyName);
  }
  return [
    {
      vendor,
      instances: [],
      className,
      reasons: [...reasons, ...rivalReasons(className, [vendor, ...rivals])],
      asserted: rivals.length === 0,
    },
  ];
}

/** Who serves the IngressClass that an annotation names, and does not go by annotations of that name. */
export function passesOver(
  state: ClusterState,
  ingress: Ingress,
): VendorDescription | undefined {
  const named = ingress.meta.annotations[annotation] as string | undefined;
  const ingressClass = named && state.get(ingressClasses, '', named);
  return ingressClass
    ? byClass(state, ingress, ingressClass).find(one => !goesByAnyName(one))
        ?.vendor
    : undefined;
}

function goesByAnyName({ vendor }: IngressServer): boolean {
  return vendor.annotatedClass === undefined;
}

/** Whoever goes by its own names alone, and runs under another one, does not go by this. */
function readsAnnotation(
  state: ClusterState,
  vendor: VendorDescription,
): boolean {
  switch (vendor.annotatedClass) {
    case undefined:
      return true;
    case 'ignored':
      return false;
    default:
      return !state.read(instances).some(one => one.vendor === vendor);
  }
}

/** The vendors that give a class this name; the nodes' cloud rules out those of other clouds. */
function vendorsNamed(
  state: ClusterState,
  className: string,
): readonly VendorDescription[] {
  const provider = state.read(nodeProvider);
  return vendors.filter(
    one =>
      one.classNames.includes(className) &&
      (one.nodeProvider === undefined ||
        provider.kind !== 'one' ||
        provider.scheme === one.nodeProvider),
  );
}

/** Several vendors give their class the same name: without an IngressClass it is any of theirs. */
function rivalReasons(
  className: string,
  rivals: readonly VendorDescription[],
): readonly Reason[] {
  if (rivals.length < 2) return [];
  const names = rivals.map(vendorAsSubject).join(', ');
  return [
    {
      text: `${className} is the name of a class of several vendors (${names}); the first is assumed.`,
      evidence: [],
    },
  ];
}

function byClassName(
  state: ClusterState,
  ingress: Ingress,
  className: string,
): readonly IngressServer[] {
  const ingressClass = state.get(ingressClasses, '', className);
  if (ingressClass) return byClass(state, ingress, ingressClass);
  const byName = state
    .read(instances)
    .filter(one => one.vendor.pods?.needsNoClass && goesBy(one, className));
  if (byName.length > 0) return byNameAlone(ingress, className, byName);
  const running = state
    .read(instances)
    .filter(({ vendor: { pods } }) => pods?.goesByClassName);
  const byTheirs = running.filter(one => goesBy(one, className));
  if (byTheirs.length > 0) {
    return serversOf(byTheirs, {
      className,
      reasons: [
        {
          text: `${objectName(
            ingress,
          )} names class ${className}, which is a name to its server, whether there is an IngressClass or not.`,
          evidence: [evidenceOf(ingress, 'spec.ingressClassName', className)],
        },
      ],
      asserted: false,
    });
  }
  const named = vendorsNamed(state, className).filter(
    one =>
      !one.classByAnnotation && !running.some(({ vendor }) => vendor === one),
  );
  const [vendor] = named;
  if (!vendor) return [];
  return [
    {
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
        ...rivalReasons(className, named),
      ],
      asserted: false,
    },
  ];
}

function byNameAlone(
  ingress: Ingress,
  className: string,
  running: readonly Instance[],
): readonly IngressServer[] {
  const text = `${objectName(
    ingress,
  )} names class ${className}, and its server goes by the name alone.`;
  const evidence = [
    evidenceOf(ingress, 'spec.ingressClassName', ingress.className),
  ];
  const reasons = [{ text, evidence }];
  return serversOf(running, { className, reasons, asserted: true });
}

function byClass(
  state: ClusterState,
  ingress: Ingress,
  ingressClass: IngressClass,
): readonly IngressServer[] {
  const { controller } = ingressClass;
  const { name } = ingressClass.meta;
  const served = (vendor: VendorDescription) => ({
    className: name,
    reasons: [
      {
        text: `${objectName(
          ingress,
        )} is of class ${name}, which ${vendorInSentence(vendor)} serves.`,
        evidence: [
          evidenceOf(ingress, 'spec.ingressClassName', ingress.className),
          evidenceOf(ingressClass, 'spec.controller', controller),
        ],
      },
    ],
    asserted: true,
  });
  const running = state
    .read(instances)
    .filter(instance => serves(instance, ingressClass));
  if (running.length > 0) {
    return groupsOf(running).map(([vendor, group]) => ({
      vendor,
      instances: group,
      ...served(vendor),
    }));
  }
  const vendor = vendors.find(
    one => one.classControllers.includes(controller) && !one.pods?.needsFlag,
  );
  // Whoever goes by the name of a class leaves those of other names alone, controller or not.
  const isLeftAlone =
    (vendor?.pods?.goesByClassName ?? vendor?.pods?.goesByToldName) &&
    state.read(instances).some(one => one.vendor === vendor);
  return vendor && !isLeftAlone
    ? [{ vendor, instances: [], ...served(vendor) }]
    : [];
}

/** Some vendors take Ingresses without a class for theirs. */
function withoutClass(
  state: ClusterState,
  ingress: Ingress,
): readonly IngressServer[] {
  const cloud = classlessCloud(state, ingress);
  const running = serversOf(state.read(instances).filter(servesClassless), {
    className: '',
    reasons: [
      {
        text: `${objectName(
          ingress,
        )} names no class, and there is no default one: its server takes those too.`,
        evidence: [evidenceOf(ingress, 'spec.ingressClassName', undefined)],
      },
    ],
    asserted: true,
  });
  return [...running, ...cloud];
}

/** Where the nodes are a cloud's, its own controller may take what names no class. */
function classlessCloud(
  state: ClusterState,
  ingress: Ingress,
): readonly IngressServer[] {
  const provider = state.read(nodeProvider);
  if (provider.kind !== 'one') return [];
  return vendors
    .filter(
      one => one.classByAnnotation && one.nodeProvider === provider.scheme,
    )
    .map(vendor => ({
      vendor,
      instances: [],
      className: '',
      reasons: [
        {
          text: `${objectName(
            ingress,
          )} names no class, and there is no default one: on these nodes that makes it one for ${vendorInSentence(
            vendor,
          )}.`,
          evidence: [
            annotationEvidence(ingress, annotation),
            evidenceOf(ingress, 'spec.ingressClassName', undefined),
            evidenceOf(
              provider.node,
              'spec.providerID',
              provider.node.providerId,
            ),
          ],
        },
      ],
      asserted: true,
    }));
}

function serves(instance: Instance, ingressClass: IngressClass): boolean {
  const { vendor } = instance;
  const isNamed = goesBy(instance, ingressClass.meta.name);
  if (vendor.pods?.goesByClassName) return isNamed;
  if (isNamed && takesItsName(instance)) return true;
  const isTold = instance.className !== '';
  if (vendor.pods?.goesByToldName && isTold && !isNamed) return false;
  return instance.controllerClass === ''
    ? vendor.classControllers.includes(ingressClass.controller)
    : instance.controllerClass === ingressClass.controller;
}

function takesItsName({ vendor, pods }: Instance): boolean {
  const flag = vendor.pods?.byNameFlag;
  return flag !== undefined && pods.some(pod => isFlagSet(pod, flag));
}

/** Whether an installation serves the class of a name: by its flag, else as the vendor does. */
function goesBy({ vendor, className }: Instance, name: string): boolean {
  if (className === '') return vendor.classNames.includes(name);
  return vendor.pods?.classFlags?.name?.isPattern
    ? matchesPattern(className, name)
    : className.split(',').includes(name);
}

function servesClassless({ vendor, pods, className }: Instance): boolean {
  const classless = vendor.pods?.classless;
  switch (classless) {
    case undefined:
      return false;
    case 'always':
      return true;
    case 'without-class-flag':
      return className === '';
    default:
      return (
        (classless.orWithoutClassFlag === true && className === '') ||
        pods.some(pod => isFlagSet(pod, classless.flag))
      );
  }
}

function serversOf(
  running: readonly Instance[],
  common: Pick<IngressServer, 'className' | 'reasons' | 'asserted'>,
): readonly IngressServer[] {
  return groupsOf(running).map(([vendor, group]) => ({
    vendor,
    instances: group,
    ...common,
  }));
}

function groupsOf(
  running: readonly Instance[],
): readonly [VendorDescription, readonly Instance[]][] {
  const byVendor = new Map<VendorDescription, Instance[]>();
  for (const one of running) {
    byVendor.set(one.vendor, [...(byVendor.get(one.vendor) ?? []), one]);
  }
  return [...byVendor];
}
