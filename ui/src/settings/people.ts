import type { Team } from '@sextant/db/access/access.model'
import { roles } from '@sextant/db/core/grants.rules'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../app/api'
import { t as common } from '../app/text'
import { t } from './settings.text'

/** The lists of this page, refreshed by live events about members. */
export const useMemberList = () =>
  useQuery(() => ({
    queryKey: ['member', 'settings'],
    queryFn: ({ signal }) => api.get('/crm/members', { signal }),
  }))

export const useTeamList = () =>
  useQuery(() => ({
    queryKey: ['team', 'all'],
    queryFn: ({ signal }) => api.get('/crm/teams', { signal }),
  }))

export const useInvitationList = () =>
  useQuery(() => ({
    queryKey: ['invitation', 'all'],
    queryFn: ({ signal }) => api.get('/crm/invitations', { signal }),
  }))

export const roleOptions = (among: readonly (typeof roles)[number][] = roles) =>
  among.map(role => ({ value: role, label: common(`role.${role}`) }))

export const teamOptions = (teams: readonly Team[] | undefined) => [
  { value: '', label: t('team.none') },
  ...(teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
]
