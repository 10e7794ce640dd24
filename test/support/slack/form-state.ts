import type { View } from './workspace.ts';

type Raw = Record<string, unknown>;

/** What Slack says of a form that was filled in. @throws when it could not be filled in so. */
export function stateOf(view: View, values: Record<string, string>, files: Raw[]) {
  const inputs = view.blocks.filter(({ type }) => type === 'input');
  for (const name of Object.keys(values))
    if (!inputs.some(({ block_id: id }) => id === name)) throw new Error(`the form has no field ${name}`);
  return Object.fromEntries(
    inputs.map((block) => {
      const element = block.element as Raw;
      const name = String(block.block_id);
      return [name, { [String(element.action_id)]: inputState(element, values[name], files) }];
    }),
  );
}

function inputState(element: Raw, value: string | undefined, files: Raw[]): Raw {
  switch (element.type) {
    case 'static_select': {
      const groups = (element.option_groups as Raw[] | undefined)?.map(({ options }) => options) ?? [element.options];
      const options = (groups as { value: string }[][]).flat();
      const chosen = options.find((option) => option.value === value);
      if (value && !chosen) throw new Error(`“${value}” cannot be chosen`);
      return { type: 'static_select', selected_option: chosen ?? null };
    }
    case 'checkboxes': {
      const options = element.options as { value: string }[];
      const chosen = value ? value.split(',').map((each) => options.find((option) => option.value === each)) : [];
      if (chosen.includes(undefined)) throw new Error(`“${value}” cannot be chosen`);
      return { type: 'checkboxes', selected_options: chosen };
    }
    case 'datepicker':
      return { type: 'datepicker', selected_date: value ?? null };
    case 'file_input':
      return { type: 'file_input', files };
    default:
      return { type: 'plain_text_input', value: value ?? null };
  }
}
