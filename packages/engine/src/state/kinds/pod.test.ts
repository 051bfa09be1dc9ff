import { objectsOf, stateOf } from '../../testing/demo';
import { pods } from './pod';

const [pod] = stateOf(
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: cloudflared, namespace: edge }
spec:
  containers:
    - name: cloudflared
      image: cloudflare/cloudflared:2026.8.0
      env:
        - { name: TUNNEL_URL, value: 'http://cart.shop:80' }
        - { name: TUNNEL_TOKEN, value: a-secret }
        - name: TUNNEL_TOKEN_FILE
          valueFrom: { secretKeyRef: { name: tunnel, key: token } }
        - { name: DATABASE_PASSWORD, value: another-secret }
`),
).list(pods);

it('keeps the variables that hold settings of a vendor, and of those that hold a secret only that they are there', () => {
  expect(pod.containers[0].env).toEqual({
    TUNNEL_URL: 'http://cart.shop:80',
    TUNNEL_TOKEN: '',
    TUNNEL_TOKEN_FILE: '',
  });
});

it('keeps the ConfigMaps of its volumes, and not those that every pod has', () => {
  const [mounting] = stateOf(
    objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: cloudflared, namespace: edge }
spec:
  containers: []
  volumes:
    - { name: creds, secret: { secretName: creds } }
    - { name: config, configMap: { name: cloudflared } }
    - name: more
      projected:
        sources:
          - { configMap: { name: more } }
          - { configMap: { name: kube-root-ca.crt } }
    - { name: istiod-ca-cert, configMap: { name: istio-ca-root-cert } }
`),
  ).list(pods);
  expect(mounting.configMaps).toEqual(['cloudflared', 'more']);
});
