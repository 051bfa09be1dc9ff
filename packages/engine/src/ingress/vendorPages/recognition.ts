import type {
  ClassName,
  GatewayApiSupport,
  NamespaceLimit,
  PodRecognition,
  VendorDescription,
} from '../vendorDescription';
import { code, dashes, listing } from './markdown';

/** How objects and pods are told to be a vendor's. */
export function recognition(vendor: VendorDescription): string {
  const { classControllers, classNames, classAnnotation, pods, gatewayApi } =
    vendor;
  const items = [
    classControllers.length > 0 &&
      `IngressClass with the controller ${either(classControllers)}`,
    classNames.length > 0 &&
      `Ingress with the annotation \`kubernetes.io/ingress.class\` ${either(
        classNames,
      )}`,
    classAnnotation && `the class in the annotation ${code(classAnnotation)}`,
    ...(gatewayApi ? gateways(gatewayApi) : []),
    ...(pods ? podItems(pods) : []),
  ].filter((item): item is string => Boolean(item));
  return items.length > 0
    ? dashes(items)
    : 'By the Service itself: nothing else is needed.';
}

function gateways({
  controllers,
  classNames,
  routes,
}: GatewayApiSupport): readonly string[] {
  return [
    `GatewayClass with the controller ${either(controllers)}${
      classNames.length > 0
        ? `; where that cannot be read, called ${either(classNames)}`
        : ''
    }`,
    `at its Gateways it serves ${listing(routes.map(code))}`,
  ];
}

function podItems(pods: PodRecognition): readonly string[] {
  const { labels, images, classFlags, configMapFlag, configMapName } = pods;
  const { needsLabel, needsFlag } = pods;
  return [
    ...labels.map(
      one =>
        `pods labelled ${listing(
          Object.entries(one).map(([key, value]) =>
            code(value === '*' ? key : `${key}=${value}`),
          ),
        )}`,
    ),
    images.length > 0 && `pods of the image ${either(images)}`,
    needsLabel && `only pods with the label ${code(needsLabel)}`,
    needsFlag && `only pods with the flag ${code(needsFlag)}`,
    classFlags?.controller && toldBy('controller', classFlags.controller),
    classFlags?.name && toldBy('class', classFlags.name),
    ...(pods.watches ?? []).map(limited),
    configMapFlag &&
      `its ConfigMap is the one that the flag ${code(configMapFlag)} names`,
    configMapName && `its ConfigMap is called ${code(configMapName)}`,
  ].filter((item): item is string => Boolean(item));
}

function toldBy(what: string, told: ClassName): string | undefined {
  const places = placesOf(told);
  if (places.length === 0) return undefined;
  return `several installations are told apart by their ${what}: ${listing(
    places,
    'or',
  )}`;
}

function placesOf({
  flag,
  variable,
}: Pick<NamespaceLimit, 'flag' | 'variable'>): readonly string[] {
  return [
    flag && `the flag ${code(flag)}`,
    variable && `the variable ${code(variable)}`,
  ].filter((place): place is string => Boolean(place));
}

const limits: Readonly<Record<NamespaceLimit['by'], string>> = {
  names: 'those of the namespaces',
  'names left out': 'all but those of the namespaces',
  labels: 'those of namespaces with the labels',
  'labels of the object': 'those with the labels',
  'own namespace': 'those of its own namespace alone',
};

function limited(limit: NamespaceLimit): string {
  const of = limit.of === undefined ? 'its routes' : `its routes (${limit.of})`;
  if (limit.by === 'own namespace') {
    return `of ${of} it reads ${limits[limit.by]}, where ${listing(
      placesOf(limit),
      'or',
    )} is set`;
  }
  return `of ${of} it reads ${limits[limit.by]} that ${listing(
    placesOf(limit),
    'or',
  )} holds, where that is set`;
}

function either(values: readonly string[]): string {
  return listing(values.map(code), 'or');
}
