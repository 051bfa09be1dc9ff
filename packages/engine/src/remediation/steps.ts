import type { RemedyStep } from '../posture/servicePosture';
import {
  asYaml,
  createCommand,
  deleteCommand,
  getCommand,
  patchCommand,
} from './commands';
import { managedBy } from './managedBy';
import type { Meta } from '../state/meta';

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
  /** Metadata of the object, or of its pods: shows who else writes it. */
  marks?: Pick<Meta, 'labels' | 'annotations'>;
}): Step {
  const { title, object, patch, undo, show, expect, marks } = options;
  const keeper = marks && managedBy(marks);
  return {
    action: 'patch',
    title,
    object,
    patch: asYaml(patch),
    command: patchCommand(object, patch),
    verify: { command: getCommand(object, show), expect },
    undo: patchCommand(object, undo),
    ...(keeper !== undefined && { managedBy: keeper }),
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
  const yaml = asYaml(manifest);
  return {
    action: 'create',
    title,
    object,
    patch: yaml,
    command: createCommand(yaml),
    verify: {
      command: getCommand(object, '{.metadata.name}'),
      expect: name,
    },
    undo: deleteCommand(object),
  };
}
