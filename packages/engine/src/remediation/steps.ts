import type { RemedyStep } from '../posture/servicePosture';
import {
  asYaml,
  createCommand,
  deleteCommand,
  getCommand,
  patchCommand,
} from './commands';

type Step = Omit<RemedyStep, 'after'>;

/** A merge patch of an existing object, and the patch that takes it back. */
export function patchStep(options: {
  title: string;
  object: RemedyStep['object'];
  patch: unknown;
  undo: unknown;
  /** JSONPath that shows the change, and what it must print. */
  show: string;
  expect: string;
}): Step {
  const { title, object, patch, undo, show, expect } = options;
  return {
    action: 'patch',
    title,
    object,
    patch: asYaml(patch),
    command: patchCommand(object, patch),
    verify: { command: getCommand(object, show), expect },
    undo: patchCommand(object, undo),
  };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** A new object, and its deletion to take it back. */
export function createStep(title: string, manifest: Manifest & object): Step {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = metadata;
  const object = { apiVersion, kind, namespace, name };
  return {
    action: 'create',
    title,
    object,
    patch: asYaml(manifest),
    command: createCommand(manifest),
    verify: {
      command: getCommand(object, '{.metadata.name}'),
      expect: name,
    },
    undo: deleteCommand(object),
  };
}
