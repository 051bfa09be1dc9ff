import { changesDial } from './nginxSnippets';

describe('nginx configuration of its own', () => {
  it.each([
    'proxy_set_header Host cart.shop.svc.cluster.local;',
    'proxy_set_header "Host" $service_name.shop;',
    'grpc_set_header Host cart.shop;',
    'more_set_input_headers "Host: cart.shop";',
    "more_set_input_headers -r 'Host: cart.shop';",
    'proxy_ssl_server_name on;\nproxy_ssl_name $host;',
    'proxy_ssl_certificate /etc/istio/cert-chain.pem;',
    'proxy_pass http://cart.shop;',
  ])('may change what is dialled: %s', snippet => {
    expect(changesDial(snippet)).toBe(true);
  });

  it.each([
    'more_set_headers "X-Frame-Options: DENY";',
    'proxy_set_header X-Forwarded-Host $host;',
    'more_set_input_headers "X-Forwarded-Host: shop.example.com";',
    'proxy_ssl_verify off;',
    'proxy_pass_request_headers on;',
    'if ($host = "old.example.com") { return 301 https://shop.example.com; }',
  ])('leaves that alone: %s', snippet => {
    expect(changesDial(snippet)).toBe(false);
  });
});
