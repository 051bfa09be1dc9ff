import type { KubeObject } from '../meta';
import { at, items, text } from '../read';

/** What the status of an object says against it. */
export interface Refusal {
  /** Who says so; empty where the status names nobody. */
  readonly controller: string;
  /** The condition, or the field of the status. */
  readonly what: string;
  /** False, Invalid … */
  readonly value: string;
  readonly reason: string;
  /** Path inside the object, for evidence. */
  readonly field: string;
}

/** An object whose status can say that its controller makes nothing of it. */
export interface Refusable extends KubeObject {
  readonly refusals?: readonly Refusal[];
}

/** The conditions of these types that are False, of a part of a status. */
export function falseConditions(
  part: unknown,
  field: string,
  types: readonly string[],
  controller = '',
): Refusal[] {
  return items(part, 'conditions')
    .filter(one => text(one, 'status') === 'False')
    .flatMap(one => {
      const what = text(one, 'type') ?? '';
      return types.includes(what)
        ? [
            {
              controller,
              what,
              value: 'False',
              reason: sentence(text(one, 'reason'), text(one, 'message')),
              field: `${field}.conditions[${what}].status`,
            },
          ]
        : [];
    });
}

/** A field of the status with a value that says no. */
export function refusedBy(
  object: unknown,
  key: string,
  values: readonly string[],
  ...why: readonly (string | undefined)[]
): Refusal[] {
  const value = text(object, 'status', key);
  return value !== undefined && values.includes(value)
    ? [
        {
          controller: '',
          what: key,
          value,
          reason: sentence(...why),
          field: `status.${key}`,
        },
      ]
    : [];
}

/** The messages of errors that conditions of HTTPProxies list. */
export function errorsOf(object: unknown): string {
  return sentence(
    ...items(object, 'status', 'conditions')
      .flatMap(one => items(one, 'errors'))
      .map(one => text(one, 'message')),
  );
}

/** Parts of a status that say why, with a word where none does. */
function sentence(...parts: readonly (string | undefined)[]): string {
  const said = parts.filter(one => one !== undefined && one !== '');
  const whole = [...new Set(said)].join(', ').trim();
  return whole === '' ? 'no reason is given' : whole.replace(/\.$/, '');
}

/** As a property, where there are any. */
export function withRefusals(
  refusals: readonly Refusal[],
): Pick<Refusable, 'refusals'> {
  return refusals.length === 0 ? {} : { refusals };
}

/**
 * What NGINX Ingress Controller of F5 says of its own kinds; a warning alone leaves them in force
 * (nginx/kubernetes-ingress internal/k8s/controller.go).
 */
export function nginxRefusals(object: unknown): Pick<Refusable, 'refusals'> {
  const reason = text(object, 'status', 'reason');
  const states = reason === 'Rejected' ? ['Invalid', 'Warning'] : ['Invalid'];
  const message = text(object, 'status', 'message');
  return withRefusals(refusedBy(object, 'state', states, reason, message));
}

// A number in older versions (solo-io/solo-kit api/v1/status.proto).
const rejected: readonly unknown[] = ['Rejected', 2];

/** What each installation of Gloo says of its own kinds. */
export function glooRefusals(object: unknown): Pick<Refusable, 'refusals'> {
  const all = at(object, 'status', 'statuses');
  const parts =
    typeof all === 'object' && all !== null
      ? Object.values(all)
      : [at(object, 'status')];
  return withRefusals(
    parts
      .filter(part => rejected.includes(at(part, 'state')))
      .map(part => ({
        controller: text(part, 'reportedBy') ?? '',
        what: 'state',
        value: 'Rejected',
        reason: sentence(text(part, 'reason')),
        field: 'status.statuses.*.state',
      })),
  );
}
