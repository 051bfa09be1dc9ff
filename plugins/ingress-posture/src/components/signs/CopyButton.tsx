import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useText } from '../../translation';
import { SmallButton } from './SmallButton';

/** A button that copies `text` and says so for two seconds. */
export function CopyButton(props: { text: string; children: string }) {
  const { text, children } = props;
  const say = useText();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <SmallButton
      onClick={() => {
        copy(text);
        setCopied(true);
      }}
    >
      <span aria-live="polite">{copied ? say('common.copied') : children}</span>
    </SmallButton>
  );
}
