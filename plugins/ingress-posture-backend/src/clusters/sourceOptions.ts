import { z } from 'zod';

const text = z.string().min(1);

/** The keys of `source` in the config, by the type of source. */
export const sourceOptions = {
  manifests: { path: text },
  kubeconfig: { path: text.optional(), context: text.optional() },
  'in-cluster': { path: text.optional() },
  'kubernetes-plugin': { cluster: text.optional() },
} as const;

/** A type of source that is there without another module. */
export type BuiltInSourceType = keyof typeof sourceOptions;

/** Whether a type of source is there without another module. */
export function isBuiltIn(type: string): type is BuiltInSourceType {
  return type in sourceOptions;
}
