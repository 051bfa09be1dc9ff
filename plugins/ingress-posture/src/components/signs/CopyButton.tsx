import Button from '@material-ui/core/Button';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';

/** A button that copies `text` and says so for two seconds. */
export function CopyButton(props: { text: string; children: string }) {
  const { text, children } = props;
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => {
        copy(text);
        setCopied(true);
      }}
    >
      <span aria-live="polite">{copied ? 'Copied' : children}</span>
    </Button>
  );
}
