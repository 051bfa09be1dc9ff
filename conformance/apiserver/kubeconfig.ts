import { stringify } from 'yaml';

/** How one user reaches one API server. */
interface Access {
  readonly url: string;
  /** File with the certificate authority. */
  readonly authority: string;
  readonly name: string;
  readonly token: string;
}

/** A kubeconfig file's text, as kubectl takes it. */
export function kubeconfig({ url, authority, name, token }: Access): string {
  const context = `${name}@conformance`;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'conformance',
        cluster: { server: url, 'certificate-authority': authority },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [
      { name: context, context: { cluster: 'conformance', user: name } },
    ],
    'current-context': context,
  });
}
