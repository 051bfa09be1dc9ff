import { stringify } from 'yaml';
import type { RemedyStep } from '../posture/servicePosture';

type Target = RemedyStep['object'];

/** The types of patch that a step can be, as kubectl calls them. */
export type PatchType = 'merge' | NonNullable<RemedyStep['patchType']>;

/**
 * YAML as people write it: no line folding, so that a patch stays one value a line, and no aliases. Quoted for YAML
 * 1.1, which kubectl reads: there a bare `on` is a boolean.
 */
export function asYaml(value: unknown): string {
  return stringify(value, {
    lineWidth: 0,
    version: '1.1',
    aliasDuplicateObjects: false,
  });
}

function kubectl(target: Target): string {
  return target.namespace === undefined
    ? 'kubectl'
    : `kubectl -n ${target.namespace}`;
}

/** The kind as kubectl takes it without doubt: with its group where it has one. */
export function resource({ apiVersion, kind }: Target): string {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${apiVersion.slice(0, slash)}`;
  return `${kind.toLowerCase()}${group}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A patch of one object, as a command. */
export function patchCommand(
  target: Target,
  patch: unknown,
  type: PatchType = 'merge',
): string {
  const body = quoted(JSON.stringify(patch));
  return `${kubectl(target)} patch ${resource(target)} ${
    target.name
  } --type ${type} -p ${body}`;
}

/** Creates an object, given as YAML, from standard input. */
export function createCommand(yaml: string): string {
  return `kubectl apply -f - <<'EOF'\n${yaml}EOF`;
}

export function deleteCommand(target: Target): string {
  return `${kubectl(target)} delete ${resource(target)} ${target.name}`;
}

/** Prints one field of an object. */
export function getCommand(target: Target, jsonPath: string): string {
  return `${kubectl(target)} get ${resource(target)} ${
    target.name
  } -o jsonpath=${quoted(jsonPath)}`;
}

/** Waits until a workload's pods are of its template of now. */
export function rolloutCommand(target: Target): string {
  return `${rollout(target, 'status')} --timeout 5m`;
}

/** Has a workload's pods made anew, be its template changed or not, and waits for them. */
export function restartCommand(target: Target): string {
  return `${rollout(target, 'restart')} && ${rolloutCommand(target)}`;
}

function rollout(target: Target, what: 'restart' | 'status'): string {
  return `${kubectl(target)} rollout ${what} ${target.kind.toLowerCase()} ${
    target.name
  }`;
}
