import { useRef } from 'react';
import { useText } from '../../translation';
import { SmallButton } from '../signs';

/** Reads files of the reader's machine, as documents of one YAML text. */
export function OpenFilesButton(props: { onOpen: (yaml: string) => void }) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".yaml,.yml,.json"
        aria-label={text('whatIf.open')}
        onChange={async ({ target }) => {
          const files = await Promise.all(
            [...(target.files ?? [])].map(file => file.text()),
          );
          // The same file can be chosen again, after it was changed.
          target.value = '';
          if (files.length > 0) {
            props.onOpen(files.map(file => file.trimEnd()).join('\n---\n'));
          }
        }}
      />
      <SmallButton onClick={() => input.current?.click()}>
        {text('whatIf.open')}
      </SmallButton>
    </>
  );
}
