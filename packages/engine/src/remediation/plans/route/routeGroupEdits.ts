import type { Route } from '../../../ingress/edges/edge';
import { isFlagSet } from '../../../ingress/edges/flagOf';
import {
  RouteGroup,
  RouteGroupBackend,
  routeGroups,
} from '../../../state/kinds/skipperRouteGroup';
import type { Service } from '../../../state/kinds/service';
import { placeAt } from '../../jsonPatch';
import { serviceHost } from '../../serviceHost';
import type { FieldEdit } from './fieldEdit';

/**
 * Has Skipper dial the Service by its URL, as no flag does for RouteGroups (zalando/skipper
 * dataclients/kubernetes/routegroup.go applyBackend).
 */
export function serviceUrlEdits(
  { object, edge }: Route,
  service: Service,
): readonly FieldEdit[] {
  const group = object as RouteGroup;
  const { namespace, name } = service.meta;
  if (group.meta.namespace !== namespace || !takesUrls(group, edge)) return [];
  return group.backends.flatMap(backend =>
    'service' in backend &&
    backend.service === name &&
    backend.port !== undefined
      ? editsOf(group, backend, {
          url: `http://${serviceHost(service)}:${backend.port}`,
          service: name,
          port: backend.port,
          touches: () => [{ namespace, name }],
        })
      : [],
  );
}

/** Whether a URL would be dialled, in the same way and by its own Host. */
function takesUrls({ meta }: RouteGroup, { pods }: Route['edge']): boolean {
  const protocol = meta.annotations['zalando.org/skipper-backend-protocol'];
  const hinders = [
    '-kubernetes-only-allowed-external-names',
    '-proxy-preserve-host',
  ];
  return (
    (protocol ?? 'http') === 'http' &&
    !pods.some(pod => hinders.some(flag => isFlagSet(pod, flag)))
  );
}

interface ByUrl {
  readonly url: string;
  readonly service: string;
  readonly port: number;
  readonly touches: FieldEdit['touches'];
}

function editsOf(
  group: RouteGroup,
  { name, field }: RouteGroupBackend,
  { url, service, port, touches }: ByUrl,
): readonly FieldEdit[] {
  const one = {
    kind: routeGroups,
    object: group,
    place: placeAt(field),
    changed: (now: unknown) =>
      withBackend(now as RouteGroup, { name, field, url }),
    touches,
  };
  return [
    {
      ...one,
      field: 'address',
      value: url,
      before: null,
      entry: { at: [...placeAt(field), 'name'], value: name },
    },
    { ...one, field: 'type', value: 'network', before: 'service' },
    { ...one, field: 'serviceName', value: null, before: service },
    { ...one, field: 'servicePort', value: null, before: port },
  ];
}

function withBackend(group: RouteGroup, backend: RouteGroupBackend) {
  const backends = group.backends.map(one =>
    one.field === backend.field ? backend : one,
  );
  return { ...group, backends };
}
