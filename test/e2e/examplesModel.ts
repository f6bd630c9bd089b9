import fastify from 'fastify';

interface Message {
	role: string;
	content?: string;
}

/** What the agent says that it can do, as it arrives at the model. */
interface Tool {
	function: { name: string; description: string };
}

interface ChatRequest {
	messages: Message[];
	tools?: Tool[];
	stream?: boolean;
}

/** Replaces a language model: calls one tool and repeats its answer. */
export interface LanguageModel {
	/** The base URL of an OpenAI credential. */
	readonly url: string;
	/** The names of the tools that the agent offers. */
	readonly offered: string[];
	close(): Promise<void>;
}

interface ToolCall {
	tool: string;
	values: Record<string, unknown>;
}

function answer({ messages }: ChatRequest, { tool, values }: ToolCall) {
	const last = messages.at(-1);
	if (last?.role === 'tool') return { role: 'assistant', content: last.content };
	const call = { name: tool, arguments: JSON.stringify(values) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: 'call_1', index: 0, type: 'function', function: call }],
	};
}

/** Starts it; it speaks the OpenAI chat API, whole or as a stream of one piece. */
export async function startLanguageModel(call: ToolCall): Promise<LanguageModel> {
	const offered: string[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body: chat }, reply) => {
		offered.splice(0, Infinity, ...(chat.tools ?? []).map((tool) => tool.function.name));
		const message = answer(chat, call);
		const finish_reason = message.content === null ? 'tool_calls' : 'stop';
		const head = { id: 'chat_1', created: 1, model: 'test' };
		if (!chat.stream) {
			const choices = [{ index: 0, message, finish_reason }];
			return { ...head, object: 'chat.completion', choices };
		}
		const choices = [{ index: 0, delta: message, finish_reason }];
		const chunk = JSON.stringify({ ...head, object: 'chat.completion.chunk', choices });
		return await reply.type('text/event-stream').send(`data: ${chunk}\n\ndata: [DONE]\n\n`);
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url: `${url}/v1`, offered, close: async () => await app.close() };
}
