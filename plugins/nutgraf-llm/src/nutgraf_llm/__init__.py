"""A rewriter for Nutgraf: any endpoint that speaks the OpenAI chat form.

What comes back is a proposal: Nutgraf's own check decides on each sentence of it.
"""

from nutgraf_llm.rewriter import LlmRewriter
from nutgraf_llm.settings import LlmSettings, load_settings

__all__ = ["LlmRewriter", "LlmSettings", "load_settings"]
