/** How the Kubernetes plugin is reached. */
export interface PluginAccess {
  /** Its address, such as `http://localhost:7007/api/kubernetes`. */
  readonly url: string;
  /** Token of this plugin for that one; good for some minutes. */
  readonly token: string;
}
