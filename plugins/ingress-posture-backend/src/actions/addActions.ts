import { addClusterActions } from './clusterActions';
import { addFleetActions } from './fleetActions';
import { addPostureActions } from './postureActions';
import type { ActionOptions } from './readingAction';

/** Registers what assistants and other plugins can ask; docs/mcp.md. */
export function addActions(options: ActionOptions): void {
  addPostureActions(options);
  addFleetActions(options);
  addClusterActions(options);
}
