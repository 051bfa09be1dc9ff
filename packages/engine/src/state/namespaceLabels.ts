import type { ClusterState } from './clusterState';
import { Namespace, namespacesByName } from './kinds/namespace';
import { LabelSelector, selects } from './labelSelector';
import type { Labels } from './read';

/** All labels of a namespace, those that no rule names among them. */
export function allLabels({ meta, otherLabels }: Namespace): Labels {
  return { ...meta.labels, ...otherLabels };
}

/** Whether a selector chooses a namespace; undefined when that is not known to be there. */
export function isNamespaceSelected(
  state: ClusterState,
  name: string,
  selector: LabelSelector,
): boolean | undefined {
  return ofNamespace(state, name, JSON.stringify(selector), labels =>
    selects(selector, labels),
  );
}

/**
 * What all labels of a namespace come to, as a value that can be compared; undefined when it is not known to be there. Whoever
 * asks depends on the answer alone; `asked` says the question in full.
 */
export function ofNamespace<T>(
  state: ClusterState,
  name: string,
  asked: string,
  answer: (labels: Labels, state: ClusterState) => T,
): T | undefined {
  return state.ask({
    key: `namespace|${name}|${asked}`,
    answer: now => {
      const [found] = now.lookup(namespacesByName, name);
      return found && answer(allLabels(found), now);
    },
    gist: one => one,
  });
}
